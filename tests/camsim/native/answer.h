/* How every GenTL function answers: with an error and its text, or with a value. */
#pragma once

#include "gentl.h"

/* Where a ...GetInfo function is to put its value: any of the pointers may be NULL. */
struct answer {
    int32_t *type;
    void *value;
    size_t *size;
};

gc_error failed(gc_error error, const char *text);
gc_error last_error(gc_error *error, char *text, size_t *size);

gc_error answer_text(struct answer to, const char *text);
gc_error answer_int32(struct answer to, int32_t value);
gc_error answer_uint32(struct answer to, uint32_t value);
gc_error answer_uint64(struct answer to, uint64_t value);
gc_error answer_size(struct answer to, size_t value);
gc_error answer_bool(struct answer to, bool value);
gc_error answer_pointer(struct answer to, void *value);
