#include "app/options.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace qingdan {

namespace {

struct Option {
    std::string_view name;
    bool value;
    char letter = 0;
};

constexpr std::array known = {
    Option{"output", true, 'o'}, Option{"years", true},    Option{"lang", true},       Option{"depth", true},
    Option{"trials", true},      Option{"seed", true},     Option{"csv", true},        Option{"with", true},
    Option{"package", true},     Option{"by", true},       Option{"layout", true},     Option{"mapping", true},
    Option{"note", true},        Option{"from", true},     Option{"to", true},         Option{"gwp", true},
    Option{"all", false},        Option{"empty", false},   Option{"overrides", false}, Option{"no-workbook", false},
    Option{"docx", false},       Option{"pdf", false},     Option{"quiet", false},     Option{"json", false},
    Option{"help", false, 'h'},  Option{"version", false},
};

using Fault = WrongOption::Fault;

std::variant<const Option*, Fault> find_option(std::string_view name) {
    const Option* found = nullptr;
    for (const Option& option : known) {
        if (option.name == name) return &option;
        if (name.empty() || !option.name.starts_with(name)) continue;
        if (found) return Fault::ambiguous;
        found = &option;
    }
    if (!found) return Fault::unknown;
    return found;
}

std::variant<const Option*, Fault> find_letter(char letter) {
    const auto* const found =
        std::find_if(known.begin(), known.end(), [&](const Option& option) { return option.letter == letter; });
    if (found == known.end()) return Fault::unknown;
    return found;
}

/// `-ovalue`, `--name=value`: the option and what stands with it.
struct Written {
    std::string name;
    std::optional<std::string> value;
    std::variant<const Option*, Fault> option;
};

Written read_option(const std::string& word) {
    if (word[1] != '-') {
        Written written{word.substr(1, 1), {}, find_letter(word[1])};
        if (word.size() > 2) written.value = word.substr(2);
        return written;
    }
    const auto equals = word.find('=');
    Written written{word.substr(2, equals == std::string::npos ? equals : equals - 2), {}, {}};
    if (equals != std::string::npos) written.value = word.substr(equals + 1);
    written.option = find_option(written.name);
    return written;
}

}  // namespace

std::string WrongOption::text(const std::string& language) const {
    const bool zh = language == "zh";
    const auto words = [&]() -> std::string {
        switch (fault) {
            case Fault::unknown: return zh ? "没有这个选项：" : "unknown option: ";
            case Fault::ambiguous:
                return zh ? "选项名太短，不止一个选项以它开头：" : "more than one option begins so: ";
            case Fault::repeated: return zh ? "选项只能写一次：" : "option given more than once: ";
            case Fault::wants_value: return zh ? "选项后面缺少值：" : "option without its value: ";
            case Fault::wants_no_value: return zh ? "选项后面不能有值：" : "option that takes no value: ";
        }
        return {};
    };
    return words() + name;
}

std::variant<CommandWords, WrongOption> read_words(const std::vector<std::string>& arguments) {
    CommandWords words;
    for (auto word = arguments.begin(); word != arguments.end(); ++word) {
        if (*word == "--") {
            words.plain.insert(words.plain.end(), word + 1, arguments.end());
            break;
        }
        if (word->size() < 2 || word->front() != '-') {
            words.plain.push_back(*word);
            continue;
        }
        auto written = read_option(*word);
        if (const auto* fault = std::get_if<Fault>(&written.option)) return WrongOption{*fault, written.name};
        const Option& option = *std::get<const Option*>(written.option);
        if (written.value && !option.value) return WrongOption{Fault::wants_no_value, written.name};
        if (option.value && !written.value && ++word != arguments.end()) written.value = *word;
        if (option.value && (!written.value || written.value->empty()))
            return WrongOption{Fault::wants_value, written.name};
        if (!words.options.emplace(option.name, written.value.value_or("")).second)
            return WrongOption{Fault::repeated, written.name};
    }
    return words;
}

}  // namespace qingdan
