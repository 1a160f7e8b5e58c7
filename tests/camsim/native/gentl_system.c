/* GenTL: the library and its one system. */
#include "answer.h"
#include "bus.h"
#include "library.h"

struct handle system_handle = {KIND_SYSTEM, NULL};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static bool initialised, opened;

gc_error require_kind(const struct handle *handle, enum kind kind)
{
    if (handle && handle->kind == kind)
        return GC_OK;
    return failed(GC_INVALID_HANDLE, "this handle is not of that kind");
}

/* Once in a process, as the standard wants it: a second client finds it in use. */
API gc_error GCInitLib(void)
{
    pthread_mutex_lock(&mutex);
    gc_error error = initialised ? failed(GC_RESOURCE_IN_USE, "initialised already") : GC_OK;
    if (!error) {
        initialised = true;
        bus_populate();
    }
    pthread_mutex_unlock(&mutex);
    return error;
}

API gc_error GCCloseLib(void)
{
    pthread_mutex_lock(&mutex);
    gc_error error = initialised ? GC_OK : failed(GC_NOT_INITIALIZED, "not initialised");
    if (!error)
        bus_leave();
    initialised = opened = false;
    pthread_mutex_unlock(&mutex);
    return error;
}

API gc_error GCGetLastError(gc_error *error, char *text, size_t *size)
{
    return last_error(error, text, size);
}

static gc_error system_info(int32_t command, struct answer to)
{
    switch (command) {
    case TL_ID:
        return answer_text(to, "CAMSIM_TL");
    case TL_VENDOR:
        return answer_text(to, "camsetup");
    case TL_MODEL:
        return answer_text(to, "camsim");
    case TL_VERSION:
        return answer_text(to, "1.0.0");
    case TL_TYPE:
        return answer_text(to, "U3V");
    case TL_NAME:
    case TL_PATH:
        return answer_text(to, "camsim.cti");
    case TL_DISPLAY_NAME:
        return answer_text(to, "camsetup's virtual cameras");
    case TL_CHARACTERS:
        return answer_int32(to, 1); /* UTF-8 */
    case TL_GENTL_MAJOR:
        return answer_uint32(to, 1);
    case TL_GENTL_MINOR:
        return answer_uint32(to, 5);
    default:
        return failed(GC_INVALID_PARAMETER, "no such fact about the system");
    }
}

API gc_error GCGetInfo(int32_t command, int32_t *type, void *value, size_t *size)
{
    return system_info(command, (struct answer){type, value, size});
}

API gc_error TLGetInfo(struct handle *system, int32_t command, int32_t *type, void *value,
                       size_t *size)
{
    gc_error error = require_kind(system, KIND_SYSTEM);
    return error ? error : system_info(command, (struct answer){type, value, size});
}

API gc_error TLOpen(void **handle)
{
    gc_error error = GC_OK;
    pthread_mutex_lock(&mutex);
    if (!initialised)
        error = failed(GC_NOT_INITIALIZED, "not initialised");
    else if (opened)
        error = failed(GC_RESOURCE_IN_USE, "the system is open already");
    else
        opened = true;
    pthread_mutex_unlock(&mutex);
    if (!error)
        *handle = &system_handle;
    return error;
}

API gc_error TLClose(struct handle *system)
{
    gc_error error = require_kind(system, KIND_SYSTEM);
    pthread_mutex_lock(&mutex);
    if (!error)
        opened = false;
    pthread_mutex_unlock(&mutex);
    return error;
}
