package io.spadework.engine.synthesis;

import io.spadework.engine.data.PictureSource;
import java.util.List;

/**
 * The style that is wanted.
 *
 * @param images none, one, or two to mix
 * @param mix    share of the second image, from 0 to 1
 * @param sample seed of a draw from the distribution that the encoder finds (of all codes where there is no image); null: its mean
 */
public record Style(List<PictureSource> images, double mix, Long sample) {

	/** The style of models that are asked for none. */
	public static final Style NONE = new Style(List.of(), 0, null);

	/** Throws IllegalArgumentException for more than two images or a share out of range. */
	public Style {
		images = List.copyOf(images);
		if (images.size() > 2) {
			throw new IllegalArgumentException("A style is one image, or a mix of two; there are " + images.size() + ".");
		}
		if (!(mix >= 0 && mix <= 1)) {
			throw new IllegalArgumentException("The mix is the second image's share, from 0 to 1, not " + mix + ".");
		}
	}
}
