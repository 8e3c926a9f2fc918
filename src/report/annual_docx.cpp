// report.docx: the same chapters through pandoc, with the style of templates/report/reference.docx.

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "base/files.hpp"
#include "base/text.hpp"
#include "report/annual_report.hpp"

extern char** environ;  // NOLINT: POSIX

namespace qingdan {

namespace {

constexpr const char* program = "pandoc";
/// The time that stands in the file: pandoc takes it from here instead of the clock, so that two runs agree.
constexpr const char* fixed_time = "SOURCE_DATE_EPOCH=315532800";

void write_text(const std::filesystem::path& file, std::string_view text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

/// What the program gave back; nothing if there is no such program. Its complaints go into `log`.
std::optional<int> run(const std::vector<std::string>& words, const std::filesystem::path& log) {
    std::vector<char*> arguments, environment;
    std::vector<std::string> kept = words;
    for (auto& word : kept) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    for (char** each = environ; *each; ++each)
        if (std::string_view(*each).substr(0, 18) != "SOURCE_DATE_EPOCH=") environment.push_back(*each);
    std::string time = fixed_time;
    environment.push_back(time.data());
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, program, &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return std::nullopt;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

bool write_annual_docx(const std::filesystem::path& file, const AnnualReport& report,
                       const std::filesystem::path& templates, const std::filesystem::path& scratch,
                       Diagnostics& diagnostics) {
    const auto place = SourceRef{std::make_shared<const Document>(Document{file.filename().string(), {}}), {}};
    std::filesystem::create_directories(scratch);
    const auto page = scratch / "report.html", log = scratch / "log";
    write_text(page, "<!DOCTYPE html><html lang=\"" + report.language + "\"><head><meta charset=\"utf-8\"><title>" +
                         report.title + "</title></head><body>" + report.plain + "</body></html>\n");
    for (std::size_t i = 0; i < report.charts.size(); ++i)
        write_text(scratch / ("chart-" + std::to_string(i + 1) + ".svg"), report.charts[i]);
    const auto result =
        run({program, "--from=html", "--to=docx", "--toc", "--toc-depth=2", "--metadata=toc-title:" + report.contents,
             "--metadata=subtitle:" + report.subtitle, "--resource-path=" + scratch.string(),
             "--reference-doc=" + (templates / "report/reference.docx").string(), "--output=" + file.string(),
             page.string()},
            log);
    const bool written = result && *result == 0;
    if (!result) {
        diagnostics.note("R045", place);
    } else if (!written) {
        Diagnostics unreadable;
        const auto said = read_file(scratch, "log", unreadable);
        diagnostics.error("R046", place, {{"text", said ? std::string(trim(said->bytes)) : ""}});
    }
    std::error_code ignored;
    std::filesystem::remove_all(scratch, ignored);
    return written;
}

}  // namespace qingdan
