#pragma once
// What every command has at hand: the program's data, the language, where to print.

#include <iosfwd>
#include <optional>
#include <string>

#include "app/home.hpp"
#include "base/diagnostic.hpp"

namespace qingdan {

/// Exit codes of the program (design of the command line).
enum ExitCode { exit_done = 0, exit_findings = 1, exit_usage = 2, exit_refused = 3, exit_environment = 4 };

struct Session {
    Home home;
    std::string language = "zh";
    bool quiet = false, json = false;
    std::ostream& out;
    std::ostream& err;

    [[nodiscard]] bool chinese() const { return language != "en"; }
    [[nodiscard]] const std::string& in(const std::string& zh, const std::string& en) const {
        return chinese() ? zh : en;
    }
    /// Prints everything collected, errors last counted; returns the exit code that goes with it.
    int report(const Diagnostics& diagnostics) const;
};

}  // namespace qingdan
