#include "methodology/factor_lookup.hpp"

#include <algorithm>
#include <array>
#include <climits>

namespace qingdan {

namespace {

constexpr int open_key = INT_MAX;  // wider than any ancestor

struct Candidate {
    const FactorRow* row;
    std::array<int, Tuple::capacity> steps;  ///< per key: from the wanted member up to the row's
};

int year_span(const FactorRow& row) {
    if (!row.year_from || !row.year_to) return INT_MAX - (row.year_from || row.year_to ? 1 : 0);
    return *row.year_to - *row.year_from;
}

enum class Order { same, narrower, wider, neither };

Order compare(const Candidate& a, const Candidate& b, std::size_t keys) {
    bool narrower = false, wider = false;
    for (std::size_t i = 0; i < keys; ++i) {
        narrower = narrower || a.steps[i] < b.steps[i];
        wider = wider || a.steps[i] > b.steps[i];
    }
    if (narrower && wider) return Order::neither;
    return narrower ? Order::narrower : wider ? Order::wider : Order::same;
}

/// True if `a` stands over `b`.
bool stands_over(const Candidate& a, const Candidate& b, std::size_t keys) {
    const auto order = compare(a, b, keys);
    const bool a_own = a.row->status == FactorStatus::own, b_own = b.row->status == FactorStatus::own;
    if (order == Order::same && a_own != b_own) return a_own;
    if (order != Order::same) return order == Order::narrower;
    return year_span(*a.row) < year_span(*b.row);
}

}  // namespace

FactorIndex::FactorIndex(const Methodology& methodology)
    : methodology_(methodology), entries_(methodology.factors.size()) {
    for (std::size_t i = 0; i < methodology.factor_rows.size(); ++i) {
        auto& entry = entries_[static_cast<std::size_t>(methodology.factor_rows[i].factor)];
        (methodology.factor_rows[i].falls_back ? entry.slots : entry.rows).push_back(static_cast<int>(i));
    }
    for (std::size_t f = 0; f < entries_.size(); ++f) {
        auto& entry = entries_[f];
        const auto& dimensions = methodology.factors[f].dimensions;
        std::size_t most = 0;
        for (std::size_t position = 0; position < dimensions.size(); ++position) {
            if (dimensions[position] == methodology.region_dimension)
                entry.region_position = static_cast<int>(position);
            std::vector<MemberId> members;
            for (const int row : entry.rows)
                members.push_back(methodology.factor_rows[static_cast<std::size_t>(row)].key[position]);
            std::sort(members.begin(), members.end());
            members.erase(std::unique(members.begin(), members.end()), members.end());
            if (members.size() > most) {
                most = members.size();
                entry.bucket_position = position;
            }
        }
        if (dimensions.empty()) continue;
        for (const int row : entry.rows)
            entry.buckets[methodology.factor_rows[static_cast<std::size_t>(row)].key[entry.bucket_position]].push_back(
                row);
    }
}

FactorChoice FactorIndex::choose(int factor, const Tuple& key, MemberId region, int year) const {
    const auto& entry = entries_[static_cast<std::size_t>(factor)];
    const auto& dimensions = methodology_.factors[static_cast<std::size_t>(factor)].dimensions;
    const std::size_t keys = dimensions.size();
    std::array<MemberId, Tuple::capacity> wanted{};
    for (std::size_t position = 0, given = 0; position < keys; ++position)
        wanted[position] = static_cast<int>(position) == entry.region_position ? region : key[given++];

    std::vector<Candidate> fitting;
    const auto consider = [&](const std::vector<int>& rows) {
        for (const int index : rows) {
            const auto& row = methodology_.factor_rows[static_cast<std::size_t>(index)];
            if ((row.year_from && year < *row.year_from) || (row.year_to && year > *row.year_to)) continue;
            Candidate candidate{&row, {}};
            bool fits = true;
            for (std::size_t i = 0; i < keys && fits; ++i) {
                candidate.steps[i] = open_key;
                if (row.key[i] == any_member) continue;
                const auto steps = wanted[i] == any_member
                                       ? std::nullopt
                                       : methodology_.dimensions[static_cast<std::size_t>(dimensions[i])].distance(
                                             wanted[i], row.key[i]);
                fits = steps.has_value();
                candidate.steps[i] = steps.value_or(0);
            }
            if (fits) fitting.push_back(candidate);
        }
    };
    std::vector<Candidate> slots;
    if (!entry.slots.empty()) {
        consider(entry.slots);
        slots.swap(fitting);
    }
    if (keys == 0) {
        consider(entry.rows);
    } else {
        const MemberId member = wanted[entry.bucket_position];
        const auto& dimension = methodology_.dimensions[static_cast<std::size_t>(dimensions[entry.bucket_position])];
        const auto consider_bucket = [&](MemberId named) {
            if (const auto rows = entry.buckets.find(named); rows != entry.buckets.end()) consider(rows->second);
        };
        consider_bucket(any_member);
        if (member != any_member)
            for (const auto& [named, steps] : dimension.upwards(member)) consider_bucket(named);
    }

    FactorChoice choice;
    for (const auto& a : fitting) {
        if (std::any_of(fitting.begin(), fitting.end(), [&](const Candidate& b) { return stands_over(b, a, keys); }))
            continue;
        // Buckets have no order: of rivals the one that stands first in the files is shown first.
        if (!choice.row)
            choice.row = a.row;
        else
            choice.rival = a.row;
        if (choice.rival && choice.rival < choice.row) std::swap(choice.row, choice.rival);
    }
    const auto chosen = std::find_if(fitting.begin(), fitting.end(),
                                     [&](const Candidate& candidate) { return candidate.row == choice.row; });
    const Candidate* asked = nullptr;
    for (const auto& slot : slots) {
        const bool better = chosen == fitting.end() || stands_over(slot, *chosen, keys);
        if (better && (!asked || stands_over(slot, *asked, keys))) asked = &slot;
    }
    if (asked) (choice.row ? choice.asked : choice.row) = asked->row;  // nothing stands in: it asks as any slot does
    return choice;
}

std::vector<int> FactorIndex::explicit_dimensions(int factor, const std::vector<int>& wanted) const {
    const auto& dimensions = methodology_.factors[static_cast<std::size_t>(factor)].dimensions;
    std::vector<bool> named(dimensions.size(), true);
    bool any = false;
    for (const int index : entries_[static_cast<std::size_t>(factor)].rows) {
        const auto& key = methodology_.factor_rows[static_cast<std::size_t>(index)].key;
        bool all_wanted = true;
        for (std::size_t i = 0; i < dimensions.size(); ++i)
            if (key[i] == any_member && std::find(wanted.begin(), wanted.end(), dimensions[i]) != wanted.end())
                all_wanted = false;
        if (!all_wanted) continue;
        any = true;
        for (std::size_t i = 0; i < dimensions.size(); ++i)
            named[i] = named[i] && key[i] != any_member &&
                       !methodology_.dimensions[static_cast<std::size_t>(dimensions[i])].has_children(key[i]);
    }
    if (!any) return {};
    std::vector<int> result = wanted;
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        if (named[i] && dimensions[i] != methodology_.region_dimension &&
            std::find(result.begin(), result.end(), dimensions[i]) == result.end())
            result.push_back(dimensions[i]);
    return result;
}

std::vector<Tuple> FactorIndex::explicit_tuples(int factor, const std::vector<int>& wanted) const {
    const auto& dimensions = methodology_.factors[static_cast<std::size_t>(factor)].dimensions;
    std::vector<Tuple> tuples;
    for (const int index : entries_[static_cast<std::size_t>(factor)].rows) {
        Tuple tuple;
        for (const int dimension : wanted) {
            const auto position = static_cast<std::size_t>(std::find(dimensions.begin(), dimensions.end(), dimension) -
                                                           dimensions.begin());
            const MemberId member = methodology_.factor_rows[static_cast<std::size_t>(index)].key[position];
            if (member == any_member) break;
            tuple.push(member);
        }
        if (tuple.size() == wanted.size()) tuples.push_back(tuple);
    }
    std::sort(tuples.begin(), tuples.end());
    tuples.erase(std::unique(tuples.begin(), tuples.end()), tuples.end());
    return tuples;
}

}  // namespace qingdan
