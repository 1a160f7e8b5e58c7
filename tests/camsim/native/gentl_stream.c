/* GenTL: a data stream, its buffers and its counts. */
#include "acquisition.h"
#include "answer.h"
#include "library.h"
#include "registers.h"

#define MOST_CHUNKS (CHUNKS + 1)
#define FEWEST_BUFFERS 3

API gc_error DSAnnounceBuffer(struct handle *stream, void *base, size_t size, void *user,
                              void **handle)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    if (!error && !base)
        error = failed(GC_INVALID_PARAMETER, "a buffer needs memory");
    struct buffer buffer = {.base = base, .size = size, .user = user};
    return error ? error : stream_announce(&stream->device->stream, buffer, handle);
}

API gc_error DSAllocAndAnnounceBuffer(struct handle *stream, size_t size, void *user,
                                      void **handle)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    struct buffer buffer = {.ours = true, .size = size, .user = user};
    return error ? error : stream_announce(&stream->device->stream, buffer, handle);
}

API gc_error DSRevokeBuffer(struct handle *stream, void *buffer, void **base, void **user)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    return error ? error : stream_revoke(&stream->device->stream, buffer, base, user);
}

API gc_error DSQueueBuffer(struct handle *stream, void *buffer)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    return error ? error : stream_queue(&stream->device->stream, buffer);
}

API gc_error DSFlushQueue(struct handle *stream, int32_t operation)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    return error ? error : stream_flush(&stream->device->stream, operation);
}

API gc_error DSGetBufferID(struct handle *stream, uint32_t index, void **handle)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    if (error)
        return error;
    *handle = stream_buffer_at(&stream->device->stream, index);
    return *handle ? GC_OK : failed(GC_INVALID_INDEX, "there are not so many buffers");
}

API gc_error DSStartAcquisition(struct handle *stream, int32_t flags, uint64_t frames)
{
    (void)flags;
    (void)frames; /* the camera's AcquisitionMode says how many */
    gc_error error = require_kind(stream, KIND_STREAM);
    return error ? error : acquisition_start(stream->device);
}

API gc_error DSStopAcquisition(struct handle *stream, int32_t flags)
{
    (void)flags;
    gc_error error = require_kind(stream, KIND_STREAM);
    if (!error)
        acquisition_stop(stream->device);
    return error;
}

API gc_error DSClose(struct handle *stream)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    if (error)
        return error;
    acquisition_stop(stream->device);
    stream_close(&stream->device->stream);
    return GC_OK;
}

API gc_error DSGetParentDev(struct handle *stream, void **device)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    if (!error)
        *device = &stream->device->local;
    return error;
}

/* The counts of one moment. */
static struct stream counts_of(struct stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    struct stream counts = {
        .delivered = stream->delivered,
        .underrun = stream->underrun,
        .announced_count = stream->announced_count,
        .empty.length = stream->empty.length,
        .full.length = stream->full.length,
    };
    pthread_mutex_unlock(&stream->mutex);
    return counts;
}

API gc_error DSGetInfo(struct handle *handle, int32_t command, int32_t *type, void *value,
                       size_t *size)
{
    struct answer to = {type, value, size};
    gc_error error = require_kind(handle, KIND_STREAM);
    if (error)
        return error;
    struct device *device = handle->device;
    struct stream counts = counts_of(&device->stream);
    switch (command) {
    case STREAM_ID:
        return answer_text(to, "DS0");
    case STREAM_DELIVERED:
        return answer_uint64(to, counts.delivered);
    case STREAM_UNDERRUN:
        return answer_uint64(to, counts.underrun);
    case STREAM_ANNOUNCED:
        return answer_size(to, counts.announced_count);
    case STREAM_QUEUED:
        return answer_size(to, counts.empty.length);
    case STREAM_AWAIT_DELIVERY:
        return answer_size(to, counts.full.length);
    case STREAM_STARTED:
        return answer_uint64(to, counts.delivered + counts.underrun);
    case STREAM_PAYLOAD_SIZE:
        return answer_size(to, get_u32(device->camera, R_PayloadSize));
    case STREAM_IS_GRABBING:
        return answer_bool(to, device->stream.thread_started);
    case STREAM_DEFINES_PAYLOAD_SIZE:
        return answer_bool(to, false);
    case STREAM_TYPE:
        return answer_text(to, "U3V");
    case STREAM_CHUNKS_MAX:
        return answer_size(to, MOST_CHUNKS);
    case STREAM_BUFFERS_MIN:
        return answer_size(to, FEWEST_BUFFERS);
    case STREAM_ALIGNMENT:
        return answer_size(to, 1);
    default:
        return failed(GC_NOT_IMPLEMENTED, "no such fact about a stream");
    }
}
