#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "world.hpp"

namespace {

/// In the child: never comes back.
[[noreturn]] void become(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                         const std::map<std::string, std::string>& environment, int out, int err) {
    std::vector<char*> argv;
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    for (const auto& [name, value] : environment)
        value.empty() ? unsetenv(name.c_str()) : setenv(name.c_str(), value.c_str(), 1);
    const int nothing = open("/dev/null", O_RDONLY);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0 || chdir(folder.c_str()) != 0)
        _exit(126);
    execv(argv[0], argv.data());
    _exit(127);
}

}  // namespace

int run_process(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                const std::map<std::string, std::string>& environment, std::string& out, std::string& err) {
    const auto out_file = folder / "stdout", err_file = folder / "stderr";
    const int out_fd = open(out_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    const int err_fd = open(err_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out_fd < 0 || err_fd < 0) throw StepFailed("cannot write in " + folder.string());
    const pid_t child = fork();
    if (child == 0) become(arguments, folder, environment, out_fd, err_fd);
    close(out_fd);
    close(err_fd);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) throw StepFailed("cannot run " + arguments[0]);
    out = read_bytes(out_file);
    err = read_bytes(err_file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1 - WTERMSIG(status);
}
