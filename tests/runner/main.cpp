// Registers every script of the source tree as a test of its own: tests/<kind>/**/*.test, and docs/tour.md.

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "script.hpp"
#include "world.hpp"

namespace fs = std::filesystem;

namespace {

void perform(const Script& script) {
    for (const std::string& mistake : script.mistakes) FAIL_CHECK(script.file.filename().string() << ":" << mistake);
    if (!script.mistakes.empty()) return;
    std::string folder = script.name;
    for (char& c : folder)
        if (c == ' ' || c == ':' || c == '/') c = '-';
    World world(fs::path(QINGDAN_SCRATCH_DIR) / folder);
    for (const Step& step : script.steps) {
        try {
            world.perform(step);
            SUCCEED();
        } catch (const std::exception& failure) {
            FAIL_CHECK(script.file.filename().string()
                       << ":" << step.line << ": " << step.verb << " " << step.rest << "\n  " << failure.what()
                       << "\n  after: " << world.command() << "\n"
                       << world.printed());
            // What was expected of a run may fail side by side; what the rest builds on may not.
            static const std::set<std::string> looking = {"exit",   "says",      "silent", "line",   "lines",
                                                          "row",    "json",      "exists", "absent", "same",
                                                          "differ", "unchanged", "golden"};
            if (looking.count(step.verb) == 0) return;
        }
    }
}

class ScriptTest : public Catch::ITestInvoker {
public:
    ScriptTest(fs::path file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}
    void invoke() const override { perform(read_script(file_, name_)); }

private:
    fs::path file_;
    std::string name_;
};

void register_script(const fs::path& file, const std::string& kind, const std::string& name) {
    const std::string title = kind + ": " + name;
    Catch::AutoReg(new ScriptTest(file, title), CATCH_INTERNAL_LINEINFO, "", {title, "[" + kind + "]"});
}

bool register_scripts() {
    const fs::path source = QINGDAN_SOURCE_DIR;
    for (const std::string kind : {"cli", "diagnostics", "cases", "golden", "conformance", "documents", "browser"}) {
        const fs::path folder = source / "tests" / kind;
        if (!fs::exists(folder)) continue;
        std::set<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".test") files.insert(entry.path());
        for (const fs::path& file : files)
            register_script(file, kind, file.lexically_relative(folder).replace_extension().generic_string());
    }
    if (fs::exists(source / "docs/tour.md")) register_script(source / "docs/tour.md", "tour", "docs/tour.md");
    return true;
}

const bool registered = register_scripts();

}  // namespace
