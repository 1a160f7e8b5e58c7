/* GenTL: the one interface, and the cameras on it. */
#include "answer.h"
#include "bus.h"
#include "device_info.h"
#include "library.h"

#include <string.h>

#define ONLY_INTERFACE "CAMSIM_IF0"

struct handle interface_handle = {KIND_INTERFACE, NULL};

API gc_error TLUpdateInterfaceList(struct handle *system, gc_bool *changed, uint64_t timeout)
{
    (void)timeout;
    if (changed)
        *changed = 0;
    return require_kind(system, KIND_SYSTEM);
}

API gc_error TLGetNumInterfaces(struct handle *system, uint32_t *count)
{
    *count = 1;
    return require_kind(system, KIND_SYSTEM);
}

API gc_error TLGetInterfaceID(struct handle *system, uint32_t index, char *id, size_t *size)
{
    (void)system;
    if (index)
        return failed(GC_INVALID_INDEX, "there is one interface");
    return answer_text((struct answer){NULL, id, size}, ONLY_INTERFACE);
}

static gc_error interface_info(int32_t command, struct answer to)
{
    switch (command) {
    case INTERFACE_ID:
        return answer_text(to, ONLY_INTERFACE);
    case INTERFACE_DISPLAY_NAME:
        return answer_text(to, "virtual USB3");
    case INTERFACE_TYPE:
        return answer_text(to, "U3V");
    default:
        return failed(GC_INVALID_PARAMETER, "no such fact about the interface");
    }
}

API gc_error TLGetInterfaceInfo(struct handle *system, const char *id, int32_t command,
                                int32_t *type, void *value, size_t *size)
{
    (void)system;
    if (strcmp(id, ONLY_INTERFACE))
        return failed(GC_INVALID_ID, "no such interface");
    return interface_info(command, (struct answer){type, value, size});
}

API gc_error IFGetInfo(struct handle *interface, int32_t command, int32_t *type,
                       void *value, size_t *size)
{
    gc_error error = require_kind(interface, KIND_INTERFACE);
    return error ? error : interface_info(command, (struct answer){type, value, size});
}

API gc_error TLOpenInterface(struct handle *system, const char *id, void **handle)
{
    if (strcmp(id, ONLY_INTERFACE))
        return failed(GC_INVALID_ID, "no such interface");
    *handle = &interface_handle;
    return require_kind(system, KIND_SYSTEM);
}

API gc_error IFClose(struct handle *interface)
{
    return require_kind(interface, KIND_INTERFACE);
}

API gc_error IFGetParentTL(struct handle *interface, void **system)
{
    *system = &system_handle;
    return require_kind(interface, KIND_INTERFACE);
}

API gc_error IFUpdateDeviceList(struct handle *interface, gc_bool *changed, uint64_t timeout)
{
    (void)timeout;
    bool is_new = bus_scan();
    if (changed)
        *changed = is_new;
    return require_kind(interface, KIND_INTERFACE);
}

API gc_error IFGetNumDevices(struct handle *interface, uint32_t *count)
{
    *count = bus_count();
    return require_kind(interface, KIND_INTERFACE);
}

API gc_error IFGetDeviceID(struct handle *interface, uint32_t index, char *id, size_t *size)
{
    (void)interface;
    struct device *device = bus_device_at(index);
    if (!device)
        return failed(GC_INVALID_INDEX, "there are not so many cameras");
    return answer_text((struct answer){NULL, id, size}, device->id);
}

API gc_error IFGetDeviceInfo(struct handle *interface, const char *id, int32_t command,
                             int32_t *type, void *value, size_t *size)
{
    (void)interface;
    struct device *device = bus_device(id);
    if (!device || !device_is_present(device))
        return failed(GC_INVALID_ID, "the camera is not there");
    return device_info(device, command, (struct answer){type, value, size});
}

API gc_error IFOpenDevice(struct handle *interface, const char *id, int32_t access,
                          void **handle)
{
    (void)interface;
    (void)access; /* every opening is an exclusive one */
    struct device *device = bus_device(id);
    if (!device)
        return failed(GC_INVALID_ID, "the camera is not there");
    gc_error error = device_open(device);
    if (!error)
        *handle = &device->local;
    return error;
}
