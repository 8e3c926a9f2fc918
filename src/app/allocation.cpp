// A run makes half a million small strings and vectors and frees most of them again, on two threads: the program takes
// them from mimalloc, whose header replaces `operator new` here, and here alone. Compiling eighteen years with every
// table takes a tenth less time than with malloc. Sanitizers bring their own allocator.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <mimalloc-new-delete.h>
#endif
