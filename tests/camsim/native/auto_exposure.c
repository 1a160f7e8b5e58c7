/* The automatics: exposure, then gain, towards a middling mean. */
#include "auto_exposure.h"

#include "limits.h"
#include "registers.h"

#include <math.h>

#define TARGET_LEVEL 100.0
#define CLOSE_ENOUGH 0.03
/* No more than this in one frame, so that it can be seen to settle. */
#define FASTEST_STEP 1.3
#define SAMPLE_STEP 97

enum { AUTO_OFF, AUTO_ONCE };

static double mean_level(const struct camera *camera, const uint8_t *scene)
{
    struct tone tone = tone_of(camera);
    double sum = 0.0;
    size_t samples = 0;
    for (size_t i = 0; i < SCENE_BYTES; i += SAMPLE_STEP, samples++)
        sum += fmin(255.0, fmax(0.0, scene[i] * tone.amount + tone.pedestal));
    return sum / (double)samples;
}

static void end_once(struct camera *camera, unsigned address)
{
    if (get_u32(camera, address) == AUTO_ONCE)
        set_u32(camera, address, AUTO_OFF);
}

static void step_exposure(struct camera *camera, double ratio)
{
    double most = fmin(get_double(camera, R_ExposureTimeMax),
                       get_double(camera, R_AutoExposureTimeUpperLimit));
    double least = fmax(EXPOSURE_SHORTEST_US,
                        get_double(camera, R_AutoExposureTimeLowerLimit));
    double wanted = get_double(camera, R_ExposureTime) * ratio;
    set_double(camera, R_ExposureTime, fmin(most, fmax(least, wanted)));
}

static void step_gain(struct camera *camera, double ratio)
{
    double most = get_double(camera, R_AutoGainUpperLimit);
    double least = get_double(camera, R_AutoGainLowerLimit);
    double wanted = get_double(camera, R_Gain) + 20.0 * log10(ratio);
    set_double(camera, R_Gain, fmin(most, fmax(least, wanted)));
}

void auto_exposure_step(struct camera *camera, const uint8_t *scene)
{
    bool exposure = get_u32(camera, R_ExposureAuto), gain = get_u32(camera, R_GainAuto);
    if (!exposure && !gain)
        return;
    double ratio = TARGET_LEVEL / fmax(1.0, mean_level(camera, scene));
    if (fabs(ratio - 1.0) < CLOSE_ENOUGH) {
        end_once(camera, R_ExposureAuto);
        end_once(camera, R_GainAuto);
        return;
    }
    ratio = fmin(FASTEST_STEP, fmax(1.0 / FASTEST_STEP, ratio));
    if (exposure)
        step_exposure(camera, ratio);
    else
        step_gain(camera, ratio);
    limits_settle(camera);
}
