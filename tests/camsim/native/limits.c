/* What follows from the settings: limits, and values that have to keep within them. */
#include "limits.h"

#include "registers.h"

#include <math.h>

/* Rates under a region of interest are guesses: rows are read one by one, as many as
 * the picture has (binned rows are read at once), and eight more. */
#define RATE_FULL_FRAME_HZ 150.71568298339844
#define ROWS_EXTRA 8.0
#define RATE_HIGHEST_HZ 600.0
#define RATE_LOWEST_HZ 1.0

/* Without a rate to keep, from the real unit's AutoExposureTimeUpperLimit. */
#define EXPOSURE_LONGEST_US 52307.725

#define USB2_BYTES_PER_S 40000000u
#define USB3_BYTES_PER_S 198112000u
#define CHUNK_TRAILER_BYTES 8u

enum { SPEED_HIGH = 4, SPEED_SUPER = 8 };
enum { AUTO_OFF, AUTO_ONCE };

unsigned bits_per_pixel(uint32_t pixel_format)
{
    return (pixel_format >> 16) & 0xff;
}

static uint32_t at_most(struct camera *camera, unsigned address, uint32_t limit)
{
    uint32_t value = get_u32(camera, address);
    if (value > limit)
        set_u32(camera, address, value = limit);
    return value;
}

static void settle_binning(struct camera *camera)
{
    uint32_t way = get_u32(camera, R_Binning);
    uint32_t by = get_u32(camera, R_BinningVertical);
    if (way == BINNING_VIDEO_MODE)
        by = get_u32(camera, R_VideoMode) == 1 ? 2 : 1;
    if (way == BINNING_NONE || by != 2)
        by = 1;
    set_u32(camera, R_BinningVertical, by);
    set_u32(camera, R_BinningHorizontal, by);
    set_u32(camera, R_WidthMax, SENSOR_WIDTH / by);
    set_u32(camera, R_HeightMax, SENSOR_HEIGHT / by);
}

static void settle_window(struct camera *camera)
{
    uint32_t width_max = get_u32(camera, R_WidthMax);
    uint32_t height_max = get_u32(camera, R_HeightMax);
    uint32_t width = at_most(camera, R_Width, width_max);
    uint32_t height = at_most(camera, R_Height, height_max);
    set_u32(camera, R_OffsetXMax, width_max - width);
    set_u32(camera, R_OffsetYMax, height_max - height);
    at_most(camera, R_OffsetX, width_max - width);
    at_most(camera, R_OffsetY, height_max - height);
}

static uint32_t image_bytes(const struct camera *camera)
{
    uint32_t pixels = get_u32(camera, R_Width) * get_u32(camera, R_Height);
    return pixels * bits_per_pixel(get_u32(camera, R_PixelFormat)) / 8;
}

static void settle_payload(struct camera *camera)
{
    uint32_t bytes = image_bytes(camera);
    if (get_u32(camera, R_ChunkModeActive)) {
        bytes += CHUNK_TRAILER_BYTES;
        for (unsigned i = 0; i < CHUNKS; i++)
            if (get_u32(camera, R_ChunkEnable + i * REGISTER_STEP))
                bytes += chunk_bytes[i] + CHUNK_TRAILER_BYTES;
    }
    set_u32(camera, R_PayloadSize, bytes);
}

static void settle_link(struct camera *camera)
{
    bool usb2 = get_u32(camera, R_Usb2);
    uint32_t most = usb2 ? USB2_BYTES_PER_S : USB3_BYTES_PER_S;
    set_u32(camera, R_U3VCurrentSpeed, usb2 ? SPEED_HIGH : SPEED_SUPER);
    set_u32(camera, R_DeviceMaxThroughput, most);
    at_most(camera, R_DeviceLinkThroughputLimit, most);
}

static double fastest_rate_hz(const struct camera *camera)
{
    double rows = get_u32(camera, R_Height) + ROWS_EXTRA;
    double readout = RATE_FULL_FRAME_HZ * (SENSOR_HEIGHT + ROWS_EXTRA) / rows;
    double link = get_u32(camera, R_DeviceLinkThroughputLimit) /
                  (double)get_u32(camera, R_PayloadSize);
    return fmin(RATE_HIGHEST_HZ, fmin(readout, link));
}

/* Without a rate to keep, the camera is as fast as its exposure lets it. */
static void settle_rate(struct camera *camera)
{
    double fastest = fmax(RATE_LOWEST_HZ, fastest_rate_hz(camera));
    double rate = get_double(camera, R_AcquisitionFrameRate);
    if (!get_u32(camera, R_AcquisitionFrameRateEnabled))
        rate = 1e6 / (get_double(camera, R_ExposureTime) + READOUT_GAP_US);
    else if (get_u32(camera, R_AcquisitionFrameRateAuto))
        rate = fastest;
    if (get_u32(camera, R_AcquisitionFrameRateAuto) == AUTO_ONCE)
        set_u32(camera, R_AcquisitionFrameRateAuto, AUTO_OFF);
    set_double(camera, R_AcquisitionFrameRateMax, fastest);
    set_double(camera, R_AcquisitionFrameRate, fmin(fmax(rate, RATE_LOWEST_HZ), fastest));
}

static void settle_exposure(struct camera *camera)
{
    double longest = EXPOSURE_LONGEST_US;
    if (get_u32(camera, R_AcquisitionFrameRateEnabled))
        longest = 1e6 / get_double(camera, R_AcquisitionFrameRate) - READOUT_GAP_US;
    double exposure = get_double(camera, R_ExposureTime);
    set_double(camera, R_ExposureTimeMax, longest);
    set_double(camera, R_ExposureTime,
               fmax(EXPOSURE_SHORTEST_US, fmin(exposure, longest)));
}

static void settle_lines(struct camera *camera)
{
    uint32_t all = get_u32(camera, R_LineStatusAll);
    for (unsigned line = 0; line < 4; line++)
        set_u32(camera, R_LineStatus + line * REGISTER_STEP, (all >> line) & 1);
}

void limits_settle(struct camera *camera)
{
    set_u64(camera, R_TimestampIncrement, get_u32(camera, R_TimestampStep));
    settle_binning(camera);
    settle_window(camera);
    settle_payload(camera);
    settle_link(camera);
    settle_exposure(camera);
    settle_rate(camera);
    settle_exposure(camera);
    settle_lines(camera);
}
