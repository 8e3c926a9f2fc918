#pragma once
// Why a workbook cannot be read.

namespace qingdan {

enum class ReadFault { none, damaged, encrypted, too_large };

/// The diagnostic: A010, A011, A018.
inline const char* fault_code(ReadFault fault) {
    switch (fault) {
        case ReadFault::encrypted: return "A011";
        case ReadFault::too_large: return "A018";
        default: return "A010";
    }
}

}  // namespace qingdan
