/* GenTL: a camera, opened or not. */
#include "acquisition.h"
#include "answer.h"
#include "device_info.h"
#include "library.h"
#include "registers.h"

static int32_t access_status(struct device *device)
{
    if (device->open)
        return ACCESS_OPEN;
    return camera_is_claimed_by_another(device->file) ? ACCESS_BUSY : ACCESS_READ_WRITE;
}

gc_error device_info(struct device *device, int32_t command, struct answer to)
{
    const struct camera *camera = device->camera;
    switch (command) {
    case DEVICE_ID:
        return answer_text(to, device->id);
    case DEVICE_VENDOR:
        return answer_text(to, get_text(camera, R_DeviceVendorName));
    case DEVICE_MODEL:
    case DEVICE_DISPLAY_NAME:
        return answer_text(to, get_text(camera, R_DeviceModelName));
    case DEVICE_TYPE:
        return answer_text(to, "U3V");
    case DEVICE_ACCESS_STATUS:
        return answer_int32(to, access_status(device));
    case DEVICE_USER_NAME:
        return answer_text(to, get_text(camera, R_DeviceUserID));
    case DEVICE_SERIAL:
        return answer_text(to, device->serial);
    case DEVICE_VERSION:
        return answer_text(to, get_text(camera, R_DeviceVersion));
    case DEVICE_TIMESTAMP_FREQUENCY:
        return answer_uint64(to, 1000000000u);
    default:
        return failed(GC_INVALID_PARAMETER, "no such fact about a camera");
    }
}

/* A handle outlives its device's closing in the client, but not here. */
static gc_error require_open(const struct handle *handle)
{
    gc_error error = require_kind(handle, KIND_DEVICE);
    if (!error && !handle->device->open)
        error = failed(GC_INVALID_HANDLE, "the camera is closed");
    return error;
}

API gc_error DevGetInfo(struct handle *device, int32_t command, int32_t *type, void *value,
                        size_t *size)
{
    gc_error error = require_open(device);
    struct answer to = {type, value, size};
    return error ? error : device_info(device->device, command, to);
}

API gc_error DevGetPort(struct handle *device, void **remote)
{
    gc_error error = require_open(device);
    if (!error)
        *remote = &device->device->remote;
    return error;
}

API gc_error DevGetParentIF(struct handle *device, void **interface)
{
    *interface = &interface_handle;
    return require_kind(device, KIND_DEVICE);
}

API gc_error DevGetNumDataStreams(struct handle *device, uint32_t *count)
{
    *count = 1;
    return require_open(device);
}

API gc_error DevGetDataStreamID(struct handle *device, uint32_t index, char *id, size_t *size)
{
    gc_error error = require_open(device);
    if (!error && index)
        error = failed(GC_INVALID_INDEX, "there is one stream");
    return error ? error : answer_text((struct answer){NULL, id, size}, "DS0");
}

API gc_error DevOpenDataStream(struct handle *device, const char *id, void **handle)
{
    (void)id;
    gc_error error = require_open(device);
    if (error)
        return error;
    struct stream *stream = &device->device->stream;
    if (stream->open)
        return failed(GC_RESOURCE_IN_USE, "the stream is open already");
    stream->open = true;
    *handle = &stream->handle;
    return GC_OK;
}

API gc_error DevClose(struct handle *device)
{
    gc_error error = require_open(device);
    if (!error)
        device_close(device->device);
    return error;
}
