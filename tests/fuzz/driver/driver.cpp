// Runs a fuzz target without libFuzzer: every seed, then a fixed number of mutations, the same ones each time.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::vector<std::string> read_seeds(const std::filesystem::path& folder) {
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path());
    std::vector<std::string> seeds;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        seeds.push_back(out.str());
    }
    return seeds;
}

/// A few cuts, flips, repetitions and splices; std::mt19937_64 and % are the same on every machine.
std::string mutate(const std::vector<std::string>& seeds, std::mt19937_64& random) {
    const auto below = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random() % n); };
    static const std::string alphabet = "0123456789.,;\"'()[]{}=#+-*/^%<>\n\t abcexy_\xE4\xB8\x87\xFF";
    std::string text = seeds[below(seeds.size())];
    for (std::size_t edits = 1 + below(6); edits > 0; --edits) {
        const std::size_t at = below(text.size() + 1), length = below(std::min<std::size_t>(40, text.size() - at) + 1);
        switch (below(5)) {
            case 0: text.erase(at, length); break;
            case 1: text.insert(at, 1, alphabet[below(alphabet.size())]); break;
            case 2: text.insert(at, text.substr(at, length)); break;
            case 3:
                if (at < text.size()) text[at] = static_cast<char>(random());
                break;
            default: {
                const std::string& other = seeds[below(seeds.size())];
                text.insert(at, other.substr(below(other.size() + 1), 40));
            }
        }
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s SEEDS MUTATIONS\n", argv[0]);
        return 2;
    }
    const auto seeds = read_seeds(argv[1]);
    if (seeds.empty()) return std::fprintf(stderr, "there are no seeds in %s\n", argv[1]), 1;
    for (const std::string& seed : seeds) run(seed);
    std::mt19937_64 random(20110525);
    const int mutations = std::atoi(argv[2]);
    for (int i = 0; i < mutations; ++i) run(mutate(seeds, random));
    std::printf("%zu seeds, %d mutations\n", seeds.size(), mutations);
    return 0;
}
