/* GenTL: what is in a buffer. */
#include "answer.h"
#include "bus.h"
#include "library.h"

static gc_error buffer_info(const struct buffer *buffer, int32_t command, struct answer to)
{
    const struct shot *shot = &buffer->shot;
    switch (command) {
    case BUFFER_BASE:
        return answer_pointer(to, buffer->base);
    case BUFFER_SIZE:
        return answer_size(to, buffer->size);
    case BUFFER_USER:
        return answer_pointer(to, buffer->user);
    case BUFFER_TIMESTAMP:
    case BUFFER_TIMESTAMP_NS:
        return answer_uint64(to, shot->time_ns);
    case BUFFER_NEW_DATA:
        return answer_bool(to, buffer->has_data);
    case BUFFER_IS_QUEUED:
        return answer_bool(to, buffer->place == PLACE_EMPTY);
    case BUFFER_IS_ACQUIRING:
        return answer_bool(to, buffer->place == PLACE_FILLING);
    case BUFFER_IS_INCOMPLETE:
        return answer_bool(to, buffer->incomplete);
    case BUFFER_TYPE:
        return answer_text(to, "U3V");
    case BUFFER_SIZE_FILLED:
    case BUFFER_DATA_SIZE:
    case BUFFER_DELIVERED_CHUNK_SIZE:
        return answer_size(to, buffer->filled);
    case BUFFER_WIDTH:
        return answer_size(to, shot->width);
    case BUFFER_HEIGHT:
    case BUFFER_DELIVERED_HEIGHT:
        return answer_size(to, shot->height);
    case BUFFER_X:
        return answer_size(to, shot->x);
    case BUFFER_Y:
        return answer_size(to, shot->y);
    case BUFFER_X_PADDING:
    case BUFFER_Y_PADDING:
    case BUFFER_IMAGE_OFFSET:
        return answer_size(to, 0);
    case BUFFER_FRAME_ID:
        return answer_uint64(to, shot->frame_id);
    case BUFFER_IMAGE_PRESENT:
        return answer_bool(to, true);
    case BUFFER_PAYLOAD_TYPE:
        return answer_size(to, shot->chunk_mode ? PAYLOAD_CHUNK_DATA : PAYLOAD_IMAGE);
    case BUFFER_PIXEL_FORMAT:
        return answer_uint64(to, shot->pixel_format);
    case BUFFER_PIXEL_FORMAT_NAMESPACE:
        return answer_uint64(to, PIXEL_FORMAT_PFNC);
    case BUFFER_CHUNK_LAYOUT:
        return answer_uint64(to, 1 + shot->chunks);
    case BUFFER_ENDIANNESS:
        return answer_int32(to, LITTLE_ENDIAN_PIXELS);
    case BUFFER_LARGER_THAN_BUFFER:
        return answer_bool(to, buffer->filled == 0);
    case BUFFER_CONTAINS_CHUNKS:
        return answer_bool(to, shot->chunk_mode);
    default:
        return failed(GC_NOT_AVAILABLE, "no such fact about a buffer");
    }
}

API gc_error DSGetBufferInfo(struct handle *stream, void *handle, int32_t command,
                             int32_t *type, void *value, size_t *size)
{
    gc_error error = require_kind(stream, KIND_STREAM);
    if (error)
        return error;
    const struct buffer *buffer = stream_find(&stream->device->stream, handle);
    if (!buffer)
        return failed(GC_INVALID_HANDLE, "no such buffer");
    return buffer_info(buffer, command, (struct answer){type, value, size});
}

/* Clients find the chunks themselves: they lie in the buffer as USB3 Vision has them. */
API gc_error DSGetBufferChunkData(struct handle *stream, void *buffer, void *chunks,
                                  size_t *count)
{
    (void)stream, (void)buffer, (void)chunks, (void)count;
    return failed(GC_NOT_IMPLEMENTED, "read the chunks from the buffer");
}

API gc_error DSGetNumBufferParts(struct handle *stream, void *buffer, uint32_t *count)
{
    (void)stream, (void)buffer;
    *count = 0;
    return failed(GC_NO_DATA, "the buffer is one piece");
}

API gc_error DSGetBufferPartInfo(struct handle *stream, void *buffer, uint32_t index,
                                 int32_t command, int32_t *type, void *value, size_t *size)
{
    (void)stream, (void)buffer, (void)index, (void)command;
    (void)type, (void)value, (void)size;
    return failed(GC_NO_DATA, "the buffer is one piece");
}
