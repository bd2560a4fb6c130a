package io.serai.sandbox;

/** The pitches. Each is a whole number of waves an MP3 frame, so that frames join without a click. */
enum Tone {
    LOW("tone-low.mp3", 5),
    MID("tone-mid.mp3", 6),
    HIGH("tone-high.mp3", 8);

    static final int RATE = 24_000;
    static final int FRAME_SAMPLES = 576;

    final String resource;
    final double hertz;

    Tone(String resource, int wavesPerFrame) {
        this.resource = resource;
        hertz = (double) wavesPerFrame * RATE / FRAME_SAMPLES;
    }

    static Tone of(int voice) {
        return values()[voice % values().length];
    }
}
