// The program's own `operator new` (src/app/allocation.cpp), which this test program is linked with.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <thread>
#include <vector>

namespace {

struct Block {
    unsigned char* at;
    std::size_t size;
    unsigned char mark;
};

Block block_of(std::size_t size, unsigned char mark) {
    Block block{static_cast<unsigned char*>(operator new(size)), size, mark};
    std::memset(block.at, mark, size);
    return block;
}

bool intact(const Block& block) {
    return std::all_of(block.at, block.at + block.size, [&](unsigned char byte) { return byte == block.mark; });
}

/// Sizes around every border: multiples of 16, steps above 1 KB, what goes to malloc.
std::vector<std::size_t> sizes() {
    std::vector<std::size_t> sizes;
    for (std::size_t size = 0; size < 6000; size += size < 1100 ? 1 : 7) sizes.push_back(size);
    return sizes;
}

}  // namespace

TEST_CASE("blocks of every size are aligned and do not touch each other") {
    std::vector<Block> blocks;
    for (const auto size : sizes()) blocks.push_back(block_of(size, static_cast<unsigned char>(blocks.size())));
    std::size_t crooked = 0, spoilt = 0;
    for (const auto& block : blocks) {
        if (reinterpret_cast<std::uintptr_t>(block.at) % __STDCPP_DEFAULT_NEW_ALIGNMENT__ != 0) ++crooked;
        if (!intact(block)) ++spoilt;
    }
    for (const auto& block : blocks) operator delete(block.at);
    CHECK(crooked == 0);
    CHECK(spoilt == 0);
}

TEST_CASE("small blocks go on beyond the pages that were asked for at once") {
    std::vector<Block> blocks;
    blocks.reserve(30'000);
    for (std::size_t i = 0; i < 30'000; ++i)  // 30 MB, where 8 are asked for
        blocks.push_back(block_of(1 + i * 7919 % 2000, static_cast<unsigned char>(i)));
    CHECK(std::all_of(blocks.begin(), blocks.end(), intact));
    for (const auto& block : blocks) operator delete(block.at);
}

TEST_CASE("what one thread made another may free, and a thread that has ended leaves its memory to the next") {
    std::vector<std::unique_ptr<std::vector<int>>> lists(5000);
    for (int round = 0; round < 3; ++round) {
        std::thread([&] {
            for (std::size_t i = 0; i < lists.size(); ++i)
                lists[i] = std::make_unique<std::vector<int>>(i % 300, static_cast<int>(i));
        }).join();
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < lists.size(); ++i)
            if (lists[i]->size() != i % 300 || (!lists[i]->empty() && lists[i]->back() != static_cast<int>(i))) ++wrong;
        CHECK(wrong == 0);
        if (round < 2) lists = std::vector<std::unique_ptr<std::vector<int>>>(5000);
    }
}

// Sanitizers bring an allocator of their own, which stops where ours throws.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("what no machine has is refused") {
    const volatile std::size_t all = SIZE_MAX - 4, half = PTRDIFF_MAX;
    CHECK_THROWS_AS(operator new(all), std::bad_alloc);
    CHECK_THROWS_AS(operator new(half), std::bad_alloc);
}

TEST_CASE("the allocator is ours: a block's class stands before it") {
    const std::unique_ptr<char[]> small(new char[40]), large(new char[5000]);
    const auto class_before = [](const void* block) {
        const void* const volatile hidden = block;  // or the compiler says that nothing stands there
        return static_cast<const std::uint64_t*>(hidden)[-1];
    };
    CHECK(class_before(small.get()) == 3);  // 48 bytes
    CHECK(class_before(large.get()) == 0);  // malloc's
}
#endif
