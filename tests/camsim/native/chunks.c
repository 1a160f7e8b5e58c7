/* Chunk data behind the image, as USB3 Vision lays it out: each piece, the image first,
 * is followed by its number and its length. */
#include "chunks.h"

#include <string.h>

static uint8_t *append(uint8_t *end, const void *data, size_t size)
{
    memcpy(end, data, size);
    return end + size;
}

static uint8_t *append_trailer(uint8_t *end, uint32_t number, size_t size)
{
    uint32_t trailer[2] = {number, (uint32_t)size};
    return append(end, trailer, sizeof trailer);
}

static const void *value_of(unsigned chunk, const struct shot *shot)
{
    switch (chunk) {
    case CHUNK_FrameCounter:
        return &shot->frame_id; /* its lower half, on this little-endian machine */
    case CHUNK_Timestamp:
        return &shot->time_ns;
    case CHUNK_ExposureTime:
        return &shot->exposure_us;
    case CHUNK_Gain:
        return &shot->gain_db;
    case CHUNK_BlackLevel:
        return &shot->black_level_percent;
    case CHUNK_Width:
        return &shot->width;
    case CHUNK_Height:
        return &shot->height;
    case CHUNK_OffsetX:
        return &shot->x;
    case CHUNK_OffsetY:
        return &shot->y;
    default:
        return &shot->pixel_format;
    }
}

size_t chunks_append(uint8_t *image, const struct shot *shot)
{
    uint8_t *end = append_trailer(image + shot->image_bytes, 0, shot->image_bytes);
    for (unsigned i = 0; i < CHUNKS; i++) {
        if (!(shot->chunks & 1u << i))
            continue;
        end = append(end, value_of(i, shot), chunk_bytes[i]);
        end = append_trailer(end, i + 1, chunk_bytes[i]);
    }
    return (size_t)(end - image);
}
