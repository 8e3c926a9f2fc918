#pragma once
// The words of a command line: `--name value`, `--name=value`, `-o value`; a name may be shortened while it is clear.

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace qingdan {

struct CommandWords {
    std::vector<std::string> plain;              ///< command and its arguments
    std::map<std::string, std::string> options;  ///< by full name
    [[nodiscard]] std::string option(const std::string& name) const {
        const auto found = options.find(name);
        return found == options.end() ? std::string() : found->second;
    }
    [[nodiscard]] bool has(const std::string& name) const { return options.count(name) > 0; }
};

struct WrongOption {
    enum class Fault { unknown, ambiguous, repeated, wants_value, wants_no_value };
    Fault fault;
    std::string name;  ///< as written, without the dashes
    [[nodiscard]] std::string text(const std::string& language) const;
};

/// All behind a lone `--` are plain words.
std::variant<CommandWords, WrongOption> read_words(const std::vector<std::string>& arguments);

}  // namespace qingdan
