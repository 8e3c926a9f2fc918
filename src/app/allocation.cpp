// The program's own `operator new`: a run makes half a million small strings and vectors and frees most of them again,
// on two threads. Blocks come one after another out of huge pages (a page fault for every 4 KB costs as much as malloc
// does), a freed block goes to the freeing thread's list of its size, and nothing is merged or given back: a run is
// short. Henan 2007 without workbook takes 48 ms instead of 56. Large blocks, and C libraries, keep to malloc.
// Sanitizers bring their own allocator, and this one stands back.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <sys/mman.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>

namespace {

using Header = std::uint64_t;  ///< stands before every block: its class, 0 for a block of malloc

constexpr std::size_t granule = 16, fine = 1024, largest = 4096;
constexpr unsigned fine_classes = fine / granule, steps = 4, coarse_classes = 2 * steps;
constexpr std::size_t huge_page = std::size_t{2} << 20U, reserve = 4 * huge_page, slice = 128 * 1024;

/// Multiples of 16 up to 1 KB, then four sizes to every doubling; `bytes` include the header.
constexpr unsigned class_of(std::size_t bytes) {
    if (bytes <= fine) return static_cast<unsigned>((bytes + granule - 1) / granule);
    const auto doubling = static_cast<unsigned>(std::bit_width(bytes - 1)) - 1;  // of 1 KB: 10
    const auto step = static_cast<unsigned>((bytes - 1) >> (doubling - 2)) % steps;
    return fine_classes + 1 + (doubling - 10) * steps + step;
}

constexpr std::ptrdiff_t size_of(unsigned size_class) {
    if (size_class <= fine_classes) return static_cast<std::ptrdiff_t>(size_class * granule);
    const unsigned coarse = size_class - fine_classes - 1;
    return std::ptrdiff_t{steps + 1 + coarse % steps} << (8 + coarse / steps);
}

static_assert(size_of(class_of(1025)) == 1280 && size_of(class_of(1280)) == 1280 && size_of(class_of(1281)) == 1536);
static_assert(class_of(largest) == fine_classes + coarse_classes && size_of(class_of(largest)) == largest);

class Pool {
public:
    void* take(unsigned size_class) {
        if (Freed* block = freed_[size_class]) {
            freed_[size_class] = block->next;
            return block;
        }
        const auto size = size_of(size_class);
        if (ready_ - next_ < size) make_ready(size);
        auto* header = reinterpret_cast<Header*>(next_);
        next_ += size;
        *header = size_class;
        return header + 1;
    }
    void give(void* block, unsigned size_class) { freed_[size_class] = new (block) Freed{freed_[size_class]}; }

    Pool* idle = nullptr;  ///< next in the list of pools whose thread has ended

private:
    struct Freed {
        Freed* next;
    };

    /// By the slice, for kernels that have no huge page to give; those before 5.14 give page by page, at first use.
    [[gnu::noinline]] void make_ready(std::ptrdiff_t size) {
        if (end_ - next_ < size) map();
        while (ready_ - next_ < size) {
            madvise(ready_, slice, MADV_POPULATE_WRITE);
            ready_ += slice;
        }
    }

    void map() {
        void* mapped = mmap(nullptr, reserve + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        std::size_t space = reserve + huge_page;
        ready_ = static_cast<char*>(std::align(huge_page, reserve, mapped, space));
        end_ = ready_ + reserve;
        madvise(ready_, reserve, MADV_HUGEPAGE);
        next_ = ready_ + granule - sizeof(Header);  // so that blocks, which follow their headers, are aligned
    }

    char* next_ = nullptr;
    char* ready_ = nullptr;
    char* end_ = nullptr;
    std::array<Freed*, fine_classes + coarse_classes + 1> freed_{};
};

thread_local Pool* own_pool = nullptr;
std::mutex idle_pools_mutex;
Pool* idle_pools = nullptr;

/// Gives the pool back when its thread ends; the next thread goes on with it.
struct Lease {
    Lease() = default;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
        const std::lock_guard lock(idle_pools_mutex);
        own_pool->idle = idle_pools;
        idle_pools = own_pool;
        own_pool = nullptr;
    }
};

[[gnu::noinline]] Pool& lease_pool() {
    {
        const std::lock_guard lock(idle_pools_mutex);
        own_pool = idle_pools;
        if (own_pool) idle_pools = own_pool->idle;
    }
    if (!own_pool) {
        void* memory = std::malloc(sizeof(Pool));
        if (!memory) throw std::bad_alloc();
        own_pool = new (memory) Pool;
    }
    thread_local const Lease lease;
    return *own_pool;
}

Pool& pool() { return own_pool ? *own_pool : lease_pool(); }

}  // namespace

void* operator new(std::size_t bytes) {
    if (bytes <= largest - sizeof(Header)) return pool().take(class_of(bytes + sizeof(Header)));
    auto* memory = bytes < PTRDIFF_MAX ? static_cast<Header*>(std::malloc(bytes + granule)) : nullptr;
    if (!memory) throw std::bad_alloc();
    memory[1] = 0;
    return memory + 2;
}

void operator delete(void* block) noexcept {
    if (!block) return;
    auto* header = static_cast<Header*>(block) - 1;
    if (*header == 0)
        std::free(header - 1);
    else
        pool().give(block, static_cast<unsigned>(*header));
}

void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
void* operator new[](std::size_t bytes) { return operator new(bytes); }
void operator delete[](void* block) noexcept { operator delete(block); }
void operator delete[](void* block, std::size_t) noexcept { operator delete(block); }

#endif
