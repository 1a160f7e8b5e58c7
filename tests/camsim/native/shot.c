/* One frame's settings, all of the same moment. */
#include "shot.h"

#include "limits.h"
#include "registers.h"

static uint32_t chunks_of(const struct camera *camera)
{
    uint32_t chunks = 0;
    for (unsigned i = 0; i < CHUNKS; i++)
        if (get_u32(camera, R_ChunkEnable + i * REGISTER_STEP))
            chunks |= 1u << i;
    return chunks;
}

struct shot shot_of(const struct camera *camera)
{
    struct shot shot = {
        .width = get_u32(camera, R_Width),
        .height = get_u32(camera, R_Height),
        .x = get_u32(camera, R_OffsetX),
        .y = get_u32(camera, R_OffsetY),
        .binning = get_u32(camera, R_BinningVertical),
        .pixel_format = get_u32(camera, R_PixelFormat),
        .reversed = get_u32(camera, R_ReverseX),
        .exposure_us = get_double(camera, R_ExposureTime),
        .gain_db = get_double(camera, R_Gain),
        .black_level_percent = get_double(camera, R_BlackLevel),
        .tone = tone_of(camera),
        .payload_bytes = get_u32(camera, R_PayloadSize),
        .chunk_mode = get_u32(camera, R_ChunkModeActive),
    };
    shot.chunks = shot.chunk_mode ? chunks_of(camera) : 0;
    shot.image_bytes = (size_t)shot.width * shot.height *
                       bits_per_pixel(shot.pixel_format) / 8;
    return shot;
}
