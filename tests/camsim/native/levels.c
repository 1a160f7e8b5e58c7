/* From the light of a scene to the number that the sensor reads. */
#include "levels.h"

#include "limits.h"
#include "registers.h"

#include <math.h>

/* Sums of doubles that should be whole are not always quite. */
#define ROUNDING 1e-6

static unsigned bits_of(uint32_t pixel_format)
{
    switch (pixel_format) {
    case FORMAT_Mono8:
        return 8;
    case FORMAT_Mono10:
    case FORMAT_Mono10p:
    case FORMAT_Mono10Packed:
        return 10;
    case FORMAT_Mono16:
        return 16;
    default:
        return 12;
    }
}

struct tone tone_of(const struct camera *camera)
{
    double time = get_double(camera, R_ExposureTime) / get_double(camera, R_ReferenceExposure);
    double gain_db = get_double(camera, R_Gain) - get_double(camera, R_ReferenceGain);
    double black = get_double(camera, R_BlackLevel) - get_double(camera, R_ReferenceBlackLevel);
    return (struct tone){
        .amount = time * pow(10.0, gain_db / 20.0),
        .pedestal = 2.55 * black,
        .gamma = get_u32(camera, R_GammaEnabled) ? get_double(camera, R_Gamma) : 1.0,
        .bits = bits_of(get_u32(camera, R_PixelFormat)),
    };
}

/* Full scale is all ones, and nothing else is: the ground truth of saturation. */
static uint16_t level(double light, struct tone tone)
{
    uint16_t most = (uint16_t)((1u << tone.bits) - 1);
    double share = fmax(0.0, light * tone.amount + tone.pedestal) / 255.0;
    if (tone.gamma != 1.0)
        share = pow(share, tone.gamma);
    if (share >= 1.0)
        return most;
    return (uint16_t)fmin(most - 1.0, floor(share * most + ROUNDING));
}

static bool same(struct tone one, struct tone other)
{
    return one.amount == other.amount && one.pedestal == other.pedestal &&
           one.gamma == other.gamma && one.bits == other.bits;
}

void levels_set(struct levels *levels, struct tone tone)
{
    if (same(levels->tone, tone))
        return;
    levels->tone = tone;
    levels->as_given = tone.bits == 8;
    for (unsigned i = 0; i < 256; i++) {
        levels->of[i] = level(i, tone);
        levels->as_given = levels->as_given && levels->of[i] == i;
    }
}
