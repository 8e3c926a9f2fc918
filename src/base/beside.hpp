#pragma once
// Work on a thread beside this one, on another processor from its first step.

#include <sched.h>

#include <atomic>
#include <cstddef>
#include <future>
#include <utility>

namespace qingdan {

/// Moves the calling thread away from `processor` if it runs there. The kernel likes to put a new thread where its
/// creator runs and needs up to 10 ms to notice that another processor is idle: a quarter of a run.
void leave_processor(int processor);

template <typename Work>
auto beside(Work work) {
    return std::async(std::launch::async, [creator = sched_getcpu(), work = std::move(work)]() mutable {
        leave_processor(creator);
        return work();
    });
}

/// Calls `step(0)` to `step(count - 1)`, each once, in this order but on two threads.
template <typename Step>
void on_two_threads(std::size_t count, const Step& step) {
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) step(i);
    };
    auto other = beside([&] { take(); });
    take();
    other.get();
}

}  // namespace qingdan
