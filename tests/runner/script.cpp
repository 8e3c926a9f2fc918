#include "script.hpp"

#include <fstream>
#include <set>

namespace {

const std::set<std::string> verbs = {"copy",    "write",  "append",    "replace", "patch", "cut",    "remove",
                                     "program", "home",   "set",       "keep",    "run",   "exit",   "says",
                                     "silent",  "line",   "lines",     "row",     "json",  "exists", "absent",
                                     "same",    "differ", "unchanged", "unpack",  "text",  "golden"};

std::vector<std::string> read_lines(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

Step parse_step(const std::string& text, int line) {
    const auto space = text.find(' ');
    Step step{line, text.substr(0, space), {}, {}, {}};
    if (space != std::string::npos) step.rest = text.substr(text.find_first_not_of(' ', space));
    return step;
}

void check(const Step& step, Script& script) {
    if (verbs.count(step.verb) == 0)
        script.mistakes.push_back(std::to_string(step.line) + ": there is no step '" + step.verb + "'");
}

void read_steps(const std::vector<std::string>& lines, Script& script);

/// `include FILE`: the steps of another file, looked for beside the script.
void include(const Step& step, Script& script) {
    const auto file = script.file.parent_path() / step.rest;
    if (std::filesystem::exists(file))
        read_steps(read_lines(file), script);
    else
        script.mistakes.push_back(std::to_string(step.line) + ": there is no " + file.string());
}

void read_steps(const std::vector<std::string>& lines, Script& script) {
    int number = 0;
    for (const std::string& text : lines) {
        ++number;
        if (text.empty()) continue;
        if (text[0] == '#') {
            if (script.description.empty()) script.description = text.substr(text.find_first_not_of("# "));
            continue;
        }
        const bool continues = text[0] == '|' || text[0] == '+' || text[0] == '-';
        if (!continues) {
            const Step step = parse_step(text, number);
            if (step.verb == "include") {
                include(step, script);
                continue;
            }
            script.steps.push_back(step);
            check(step, script);
        } else if (script.steps.empty()) {
            script.mistakes.push_back(std::to_string(number) + ": text without a step");
        } else {
            const std::string content = text.size() > 2 ? text.substr(2) : "";
            Step& step = script.steps.back();
            (text[0] == '-' ? step.old : step.body) += content + "\n";
        }
    }
}

/// One fenced block of a Markdown file as steps.
void add_block(const std::string& info, const std::vector<std::string>& block, int line, Script& script) {
    const auto space = info.find(' ');
    const std::string language = info.substr(0, space);
    const std::string what = space == std::string::npos ? "" : info.substr(space + 1);
    if (language == "sh") {
        for (const std::string& command : block) {
            ++line;
            if (command.empty() || command[0] == '#') continue;
            script.steps.push_back({line, "run", command, {}, {}});
            script.steps.push_back({line, "exit", "0", {}, {}});
        }
    } else if (language == "text" && what == "says") {
        for (const std::string& printed : block) script.steps.push_back({++line, "says", printed, {}, {}});
    } else if (!what.empty()) {
        Step step = parse_step(what, line);
        for (const std::string& text : block) {
            const bool removed = language == "diff" && !text.empty() && text[0] == '-';
            const bool added = language == "diff" && !text.empty() && text[0] == '+';
            (removed ? step.old : step.body) += (removed || added ? text.substr(1) : text) + "\n";
        }
        check(step, script);
        script.steps.push_back(step);
    }
}

void read_markdown(const std::vector<std::string>& lines, Script& script) {
    std::string info;
    std::vector<std::string> block;
    bool inside = false;
    int number = 0, start = 0;
    for (const std::string& text : lines) {
        ++number;
        if (text.rfind("```", 0) != 0) {
            if (inside) block.push_back(text);
        } else if (!inside) {
            inside = true;
            info = text.substr(3);
            start = number;
            block.clear();
        } else {
            inside = false;
            add_block(info, block, start, script);
        }
    }
    if (inside) script.mistakes.push_back(std::to_string(start) + ": this block is never closed");
}

}  // namespace

Script read_script(const std::filesystem::path& file, const std::string& name) {
    Script script{file, name, {}, {}, {}};
    const auto lines = read_lines(file);
    if (file.extension() == ".md") {
        // A guide is followed in a copy of what it changes.
        for (const char* part : {"methodologies", "templates", "inputs"})
            script.steps.push_back({0, "copy", std::string(part) + " as " + part, {}, {}});
        script.steps.push_back({0, "home", ".", {}, {}});
        read_markdown(lines, script);
    } else {
        read_steps(lines, script);
        if (script.description.empty()) script.mistakes.push_back("1: the first line must say what the test shows");
    }
    if (script.steps.empty()) script.mistakes.push_back("1: nothing to do");
    return script;
}
