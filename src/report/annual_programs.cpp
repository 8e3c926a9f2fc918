#include "report/annual_programs.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;  // NOLINT: POSIX

namespace qingdan {

namespace {

/// The time that stands in the files: programs take it from here instead of the clock.
constexpr std::string_view fixed_variables[] = {"SOURCE_DATE_EPOCH=315532800", "TZ=UTC"};

bool is_fixed(std::string_view variable) {
    for (const auto& fixed : fixed_variables)
        if (const auto name = fixed.substr(0, fixed.find('=') + 1); variable.substr(0, name.size()) == name)
            return true;
    return false;
}

}  // namespace

std::optional<int> run_program(const std::vector<std::string>& words, const std::filesystem::path& log) {
    std::vector<std::string> kept = words, fixed(std::begin(fixed_variables), std::end(fixed_variables));
    std::vector<char*> arguments, environment;
    for (auto& word : kept) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    for (char** each = environ; *each; ++each)
        if (!is_fixed(*each)) environment.push_back(*each);
    for (auto& variable : fixed) environment.push_back(variable.data());
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return std::nullopt;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

void write_part(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

std::string read_part(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void remove_parts(const std::filesystem::path& folder) {
    std::error_code failed;
    for (int attempt = 0; attempt < 100; ++attempt) {
        std::filesystem::remove_all(folder, failed);
        if (!failed) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("cannot remove " + folder.string());
}

}  // namespace qingdan
