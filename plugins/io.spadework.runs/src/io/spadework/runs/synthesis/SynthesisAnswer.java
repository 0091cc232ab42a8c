package io.spadework.runs.synthesis;

/**
 * What a server answers.
 *
 * @param id           the request's number
 * @param latest       whether nothing newer has been asked for since
 * @param image        the image as a PNG; null where there is an error
 * @param error        one sentence for a person; null where there is an image
 * @param milliseconds what the engine took for it
 * @param latency      milliseconds from the request to its answer
 */
public record SynthesisAnswer(long id, boolean latest, byte[] image, String error, double milliseconds, double latency) {
}
