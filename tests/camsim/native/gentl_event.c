/* GenTL: being told of new buffers, the only event there is. */
#include "answer.h"
#include "bus.h"
#include "library.h"

static gc_error require_new_buffer(const struct handle *stream, int32_t type)
{
    if (!stream || stream->kind != KIND_STREAM || type != EVENT_NEW_BUFFER)
        return failed(GC_NOT_IMPLEMENTED, "only streams have events, of new buffers");
    return GC_OK;
}

API gc_error GCRegisterEvent(struct handle *handle, int32_t type, void **event)
{
    gc_error error = require_new_buffer(handle, type);
    if (error)
        return error;
    struct stream *stream = &handle->device->stream;
    if (stream->event_registered)
        return failed(GC_RESOURCE_IN_USE, "the event is registered already");
    stream_forget_kills(stream);
    stream->event_registered = true;
    *event = &stream->event;
    return GC_OK;
}

API gc_error GCUnregisterEvent(struct handle *handle, int32_t type)
{
    gc_error error = require_new_buffer(handle, type);
    if (error)
        return error;
    handle->device->stream.event_registered = false;
    stream_kill_wait(&handle->device->stream);
    return GC_OK;
}

API gc_error EventGetData(struct handle *event, void *data, size_t *size, uint64_t timeout_ms)
{
    gc_error error = require_kind(event, KIND_EVENT);
    struct new_buffer found;
    if (!error && (!data || *size < sizeof found))
        error = failed(GC_BUFFER_TOO_SMALL, "the event does not fit");
    if (!error)
        error = stream_wait(&event->device->stream, timeout_ms, &found);
    if (!error) {
        *(struct new_buffer *)data = found;
        *size = sizeof found;
    }
    return error;
}

API gc_error EventGetDataInfo(struct handle *event, const void *data, size_t data_size,
                              int32_t command, int32_t *type, void *value, size_t *size)
{
    (void)event, (void)data, (void)data_size, (void)command;
    (void)type, (void)value, (void)size;
    return failed(GC_NOT_IMPLEMENTED, "the event's data needs no explanation");
}

API gc_error EventGetInfo(struct handle *event, int32_t command, int32_t *type, void *value,
                          size_t *size)
{
    struct answer to = {type, value, size};
    gc_error error = require_kind(event, KIND_EVENT);
    if (error)
        return error;
    struct stream *stream = &event->device->stream;
    pthread_mutex_lock(&stream->mutex);
    size_t waiting = stream->full.length;
    uint64_t fired = stream->delivered;
    pthread_mutex_unlock(&stream->mutex);
    switch (command) {
    case EVENT_TYPE:
        return answer_int32(to, EVENT_NEW_BUFFER);
    case EVENT_IN_QUEUE:
        return answer_size(to, waiting);
    case EVENT_FIRED:
        return answer_uint64(to, fired);
    case EVENT_SIZE_MAX:
        return answer_size(to, sizeof(struct new_buffer));
    case EVENT_DATA_SIZE_MAX:
        return answer_size(to, 0);
    default:
        return failed(GC_INVALID_PARAMETER, "no such fact about an event");
    }
}

API gc_error EventFlush(struct handle *event)
{
    gc_error error = require_kind(event, KIND_EVENT);
    if (!error)
        stream_discard_full(&event->device->stream);
    return error;
}

API gc_error EventKill(struct handle *event)
{
    gc_error error = require_kind(event, KIND_EVENT);
    if (!error)
        stream_kill_wait(&event->device->stream);
    return error;
}
