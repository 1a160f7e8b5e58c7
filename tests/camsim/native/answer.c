/* How every GenTL function answers: with an error and its text, or with a value. */
#include "answer.h"

#include <stdio.h>
#include <string.h>

/* GCGetLastError speaks of the calling thread's last failure. */
static _Thread_local gc_error last;
static _Thread_local char last_text[128];

gc_error failed(gc_error error, const char *text)
{
    last = error;
    snprintf(last_text, sizeof last_text, "camsim: %s", text);
    return error;
}

gc_error last_error(gc_error *error, char *text, size_t *size)
{
    if (error)
        *error = last;
    return answer_text((struct answer){NULL, text, size}, last ? last_text : "no error");
}

/* Without a place for the value, its size is the answer. */
static gc_error answer(struct answer to, int32_t type, const void *value, size_t size)
{
    if (to.type)
        *to.type = type;
    if (!to.size)
        return failed(GC_INVALID_PARAMETER, "no size given");
    if (to.value && *to.size < size)
        return failed(GC_BUFFER_TOO_SMALL, "the value does not fit");
    if (to.value)
        memcpy(to.value, value, size);
    *to.size = size;
    return GC_OK;
}

gc_error answer_text(struct answer to, const char *text)
{
    return answer(to, TYPE_STRING, text, strlen(text) + 1);
}

gc_error answer_int32(struct answer to, int32_t value)
{
    return answer(to, TYPE_INT32, &value, sizeof value);
}

gc_error answer_uint32(struct answer to, uint32_t value)
{
    return answer(to, TYPE_UINT32, &value, sizeof value);
}

gc_error answer_uint64(struct answer to, uint64_t value)
{
    return answer(to, TYPE_UINT64, &value, sizeof value);
}

gc_error answer_size(struct answer to, size_t value)
{
    return answer(to, TYPE_SIZE, &value, sizeof value);
}

gc_error answer_bool(struct answer to, bool value)
{
    gc_bool byte = value;
    return answer(to, TYPE_BOOL8, &byte, sizeof byte);
}

gc_error answer_pointer(struct answer to, void *value)
{
    return answer(to, TYPE_POINTER, &value, sizeof value);
}
