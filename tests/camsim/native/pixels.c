/* From the scene to the pixels of a buffer, in the format that was asked for.
 *
 * Layouts as in the pixel format naming convention 2.0: "p" formats are one stream of
 * bits from the lowest up; "Packed" ones are GigE Vision's, two pixels in three bytes
 * with the high bits first. */
#include "pixels.h"

#include <string.h>

/* The scene at one row of the picture; binned pixels are the mean of four. */
static void see_row(uint8_t *row, const uint8_t *scene, const struct shot *shot, uint32_t y)
{
    const uint8_t *line = scene + (size_t)(y + shot->y) * shot->binning * SENSOR_WIDTH;
    if (shot->binning == 1) {
        memcpy(row, line + shot->x, shot->width);
        return;
    }
    const uint8_t *upper = line + 2 * shot->x, *lower = upper + SENSOR_WIDTH;
    for (uint32_t x = 0; x < shot->width; x++) {
        unsigned sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
        row[x] = (uint8_t)((sum + 2) / 4);
    }
}

static void reverse(uint8_t *row, uint32_t width)
{
    for (uint32_t left = 0, right = width - 1; left < right; left++, right--) {
        uint8_t swapped = row[left];
        row[left] = row[right];
        row[right] = swapped;
    }
}

static void pack_bytes(uint8_t *out, const uint16_t *value, uint32_t width)
{
    for (uint32_t x = 0; x < width; x++)
        out[x] = (uint8_t)value[x];
}

static void pack_10p(uint8_t *out, const uint16_t *value, uint32_t width)
{
    for (uint32_t x = 0; x < width; x += 4, value += 4, out += 5) {
        out[0] = (uint8_t)value[0];
        out[1] = (uint8_t)(value[0] >> 8 | value[1] << 2);
        out[2] = (uint8_t)(value[1] >> 6 | value[2] << 4);
        out[3] = (uint8_t)(value[2] >> 4 | value[3] << 6);
        out[4] = (uint8_t)(value[3] >> 2);
    }
}

static void pack_12p(uint8_t *out, const uint16_t *value, uint32_t width)
{
    for (uint32_t x = 0; x < width; x += 2, value += 2, out += 3) {
        out[0] = (uint8_t)value[0];
        out[1] = (uint8_t)(value[0] >> 8 | value[1] << 4);
        out[2] = (uint8_t)(value[1] >> 4);
    }
}

static void pack_10_packed(uint8_t *out, const uint16_t *value, uint32_t width)
{
    for (uint32_t x = 0; x < width; x += 2, value += 2, out += 3) {
        out[0] = (uint8_t)(value[0] >> 2);
        out[1] = (uint8_t)((value[0] & 3) | (value[1] & 3) << 4);
        out[2] = (uint8_t)(value[1] >> 2);
    }
}

static void pack_12_packed(uint8_t *out, const uint16_t *value, uint32_t width)
{
    for (uint32_t x = 0; x < width; x += 2, value += 2, out += 3) {
        out[0] = (uint8_t)(value[0] >> 4);
        out[1] = (uint8_t)((value[0] & 15) | (value[1] & 15) << 4);
        out[2] = (uint8_t)(value[1] >> 4);
    }
}

static void pack(uint8_t *out, const uint16_t *value, uint32_t width, uint32_t pixel_format)
{
    switch (pixel_format) {
    case FORMAT_Mono8:
        pack_bytes(out, value, width);
        break;
    case FORMAT_Mono10p:
        pack_10p(out, value, width);
        break;
    case FORMAT_Mono12p:
        pack_12p(out, value, width);
        break;
    case FORMAT_Mono10Packed:
        pack_10_packed(out, value, width);
        break;
    case FORMAT_Mono12Packed:
        pack_12_packed(out, value, width);
        break;
    default: /* two bytes each, as this little-endian machine has them */
        memcpy(out, value, 2 * (size_t)width);
    }
}

void pixels_fill(uint8_t *image, const uint8_t *scene, const struct shot *shot,
                 const struct levels *levels)
{
    size_t stride = shot->image_bytes / shot->height;
    uint8_t row[SENSOR_WIDTH];
    uint16_t value[SENSOR_WIDTH];
    for (uint32_t y = 0; y < shot->height; y++, image += stride) {
        uint8_t *seen = levels->as_given ? image : row;
        see_row(seen, scene, shot, y);
        if (shot->reversed)
            reverse(seen, shot->width);
        if (levels->as_given)
            continue;
        for (uint32_t x = 0; x < shot->width; x++)
            value[x] = levels->of[row[x]];
        pack(image, value, shot->width, shot->pixel_format);
    }
}
