#include "world.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;

namespace {

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> all;
    std::string word;
    char quote = 0;
    bool any = false;
    for (const char c : text) {
        if (quote != 0 && c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
            any = true;
        } else if (quote == 0 && c == ' ') {
            if (any || !word.empty()) all.push_back(word);
            word.clear();
            any = false;
        } else {
            word += c;
        }
    }
    if (any || !word.empty()) all.push_back(word);
    return all;
}

/// UTF-8 to UTF-16, low byte first, as old workbooks keep text; no characters beyond U+FFFF.
std::string utf16(const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(text.at(k))); };
        unsigned code = byte(i);
        if (code < 0x80)
            i += 1;
        else if (code < 0xE0)
            code = (code & 0x1FU) << 6U | (byte(i + 1) & 0x3FU), i += 2;
        else
            code = (code & 0x0FU) << 12U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU), i += 3;
        bytes += static_cast<char>(code & 0xFFU);
        bytes += static_cast<char>(code >> 8U);
    }
    return bytes;
}

std::string differences(const Files& a, const Files& b) {
    std::ostringstream out;
    for (const auto& [name, bytes] : a) {
        const auto other = b.find(name);
        if (other == b.end()) {
            out << "\n  only in the first: " << name;
        } else if (other->second != bytes) {
            const auto [x, y] = std::mismatch(bytes.begin(), bytes.end(), other->second.begin(), other->second.end());
            const auto line = 1 + std::count(bytes.begin(), x, '\n');
            out << "\n  " << (name.empty() ? "the file" : name) << " differs in line " << line << ": '"
                << std::string(x, std::min(bytes.end(), x + std::min<std::ptrdiff_t>(80, bytes.end() - x))) << "' and '"
                << std::string(y, y + std::min<std::ptrdiff_t>(80, other->second.end() - y)) << "'";
        }
    }
    for (const auto& [name, bytes] : b)
        if (a.count(name) == 0) out << "\n  only in the second: " << name;
    return out.str();
}

}  // namespace

std::string read_bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw StepFailed("cannot read " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write_bytes(const fs::path& file, const std::string& bytes) {
    if (file.has_parent_path()) fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw StepFailed("cannot write " + file.string());
}

Files read_tree(const fs::path& root) {
    if (!fs::exists(root)) throw StepFailed("there is no " + root.string());
    if (!fs::is_directory(root)) return {{"", read_bytes(root)}};
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(root))
        if (entry.is_regular_file())
            files[entry.path().lexically_relative(root).generic_string()] = read_bytes(entry.path());
    return files;
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) return "";
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::vector<std::string> split_at(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = 0; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size())
        parts.push_back(trimmed(text.substr(from, at - from)));
    parts.push_back(trimmed(text.substr(from)));
    return parts;
}

std::pair<std::string, std::string> two_parts(const std::string& text, const std::string& word) {
    const auto at = text.find(" " + word + " ");
    if (at == std::string::npos) throw StepFailed("'" + word + "' is missing in this step");
    return {trimmed(text.substr(0, at)), trimmed(text.substr(at + word.size() + 2))};
}

bool has_line(const std::string& text, const std::string& parts) {
    const auto wanted = split_at(parts, " & ");
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const bool all = std::all_of(wanted.begin(), wanted.end(),
                                     [&](const std::string& part) { return line.find(part) != std::string::npos; });
        if (all) return true;
    }
    return false;
}

World::World(const fs::path& folder) : folder_(folder) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    environment_["QINGDAN_HOME"] = QINGDAN_SOURCE_DIR;
}

fs::path World::path(const std::string& name) const {
    const fs::path relative = fs::path(name).lexically_normal();
    if (name.empty() || relative.is_absolute() || relative.native().rfind("..", 0) == 0)
        throw StepFailed("'" + name + "' is not a path inside the test's folder");
    return folder_ / relative;
}

void World::perform(const Step& step) {
    static const std::vector<std::string> changing = {"write", "append", "replace", "patch", "cut", "remove"};
    static const std::vector<std::string> preparing = {"copy", "program", "home", "set", "keep", "unpack", "text"};
    static const std::vector<std::string> about_run = {"exit", "says", "silent"};
    const auto is = [&](const std::vector<std::string>& verbs) {
        return std::find(verbs.begin(), verbs.end(), step.verb) != verbs.end();
    };
    if (is(changing))
        change_file(step);
    else if (is(preparing))
        prepare(step);
    else if (step.verb == "run")
        run(step);
    else if (is(about_run))
        look_at_run(step);
    else if (step.verb == "golden")
        golden(step);
    else
        look_at_files(step);
}

void World::change_file(const Step& step) {
    if (step.verb == "write") {
        write_bytes(path(step.rest), step.body);
    } else if (step.verb == "append") {
        std::string before = read_bytes(path(step.rest));
        if (!before.empty() && before.back() != '\n') before += '\n';
        write_bytes(path(step.rest), before + step.body);
    } else if (step.verb == "remove") {
        if (fs::remove_all(path(step.rest)) == 0) throw StepFailed("there is no " + step.rest);
    } else if (step.verb == "cut") {
        const auto [name, size] = two_parts(step.rest, "to");
        if (fs::file_size(path(name)) <= std::stoul(size)) throw StepFailed(name + " is not longer than that");
        fs::resize_file(path(name), std::stoul(size));
    } else {
        replace_text(step);
    }
}

void World::replace_text(const Step& step) {
    // The end of the last line does not count, so that a part of a line can be given.
    const auto text = [&](const std::string& lines) {
        const std::string given = lines.empty() ? lines : lines.substr(0, lines.size() - 1);
        return step.verb == "patch" ? utf16(given) : given;
    };
    const std::string old = text(step.old), now = text(step.body);
    std::string bytes = read_bytes(path(step.rest));
    const auto at = old.empty() ? std::string::npos : bytes.find(old);
    if (at == std::string::npos) throw StepFailed("the old text is not in " + step.rest);
    if (step.verb == "patch" && old.size() != now.size()) throw StepFailed("the texts are not of equal length");
    if (bytes.find(old, at + 1) != std::string::npos)
        throw StepFailed("the old text is in " + step.rest + " more than once");
    write_bytes(path(step.rest), bytes.replace(at, old.size(), now));
}

void World::prepare(const Step& step) {
    if (step.verb == "home") {
        environment_["QINGDAN_HOME"] = step.rest == "nowhere" ? "" : fs::absolute(path(step.rest)).string();
    } else if (step.verb == "set") {
        const auto equals = step.rest.find('=');
        if (equals == std::string::npos) throw StepFailed("set wants NAME=VALUE");
        environment_[step.rest.substr(0, equals)] = step.rest.substr(equals + 1);
    } else if (step.verb == "keep") {
        kept_[step.rest] = read_tree(path(step.rest));
    } else if (step.verb == "program") {
        fs::create_directories(path(step.rest).parent_path());
        fs::copy_file(QINGDAN_PROGRAM, path(step.rest));
    } else {
        const auto [from, to] = two_parts(step.rest, "as");
        if (step.verb == "unpack") return unpack_workbook(path(from), path(to));
        if (step.verb == "text")
            return write_bytes(path(to), path(from).extension() == ".html" ? page_text(read_bytes(path(from)))
                                                                           : workbook_text(path(from)));
        const fs::path source = from.rfind("./", 0) == 0 ? path(from) : fs::path(QINGDAN_SOURCE_DIR) / from;
        if (!fs::exists(source)) throw StepFailed("there is no " + from);
        if (path(to).has_parent_path()) fs::create_directories(path(to).parent_path());
        fs::copy(source, path(to), fs::copy_options::recursive);
    }
}

void World::run(const Step& step) {
    auto arguments = words(step.rest);
    if (arguments.empty()) throw StepFailed("run what?");
    if (arguments[0] == "qingdan")
        arguments[0] = QINGDAN_PROGRAM;
    else
        arguments[0] = fs::absolute(path(arguments[0])).string();
    command_ = step.rest;
    exit_ = run_process(arguments, folder_, environment_, stdout_, stderr_);
    write_bytes(folder_ / "stdout", stdout_);
    write_bytes(folder_ / "stderr", stderr_);
}

void World::look_at_run(const Step& step) {
    if (step.verb == "exit") {
        if (exit_ != std::stoi(step.rest)) throw StepFailed("it exited with " + std::to_string(exit_));
    } else if (step.verb == "says") {
        if (!has_line(printed(), step.rest)) throw StepFailed("no line that it printed has this");
    } else {
        const auto what = step.rest.rfind("about ", 0) == 0 ? step.rest.substr(6) : step.rest;
        if (has_line(printed(), what)) throw StepFailed("it did print this");
    }
}

void World::look_at_files(const Step& step) {
    if (step.verb == "exists" || step.verb == "absent") {
        if (fs::exists(path(step.rest)) != (step.verb == "exists"))
            throw StepFailed("'" + step.rest + "' is " + (step.verb == "exists" ? "not there" : "there"));
    } else if (step.verb == "unchanged") {
        if (kept_.count(step.rest) == 0) throw StepFailed("nothing was kept under this name");
        if (const auto found = differences(kept_[step.rest], read_tree(path(step.rest))); !found.empty())
            throw StepFailed("it changed:" + found);
    } else if (step.verb == "same" || step.verb == "differ") {
        const auto names = words(step.rest);
        if (names.size() != 2) throw StepFailed("two paths are wanted");
        const auto found = differences(read_tree(path(names[0])), read_tree(path(names[1])));
        if (found.empty() != (step.verb == "same"))
            throw StepFailed(found.empty() ? "they are equal" : "they differ:" + found);
    } else if (step.verb == "line") {
        const auto [name, parts] = two_parts(step.rest, "has");
        if (!has_line(read_bytes(path(name)), parts)) throw StepFailed("no line has this");
    } else if (step.verb == "lines") {
        const auto names = words(step.rest);
        const auto bytes = read_bytes(path(names.at(0)));
        const auto count = std::count(bytes.begin(), bytes.end(), '\n');
        if (count != std::stol(names.at(1))) throw StepFailed("it has " + std::to_string(count) + " lines");
    } else if (step.verb == "row") {
        const auto [name, wanted] = two_parts(step.rest, "where");
        check_row(read_bytes(path(name)), wanted);
    } else {
        const auto space = step.rest.find(' ');
        check_json(read_bytes(path(step.rest.substr(0, space))),
                   space == std::string::npos ? "" : step.rest.substr(space + 1));
    }
}

void World::golden(const Step& step) {
    const auto [name, approved_name] = two_parts(step.rest, "as");
    const fs::path approved = fs::path(QINGDAN_SOURCE_DIR) / "tests/golden" / approved_name;
    if (std::getenv("QINGDAN_APPROVE") != nullptr) {
        fs::remove_all(approved);
        fs::create_directories(approved.parent_path());
        fs::copy(path(name), approved, fs::copy_options::recursive);
        return;
    }
    if (const auto found = differences(read_tree(approved), read_tree(path(name))); !found.empty())
        throw StepFailed("it is not what was approved (first: approved):" + found);
}
