package io.spadework.model.templates;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How many times SPADE's generator doubles its seed. */
enum Upsampling {
	NORMAL(5), MORE(6), MOST(7);

	private final int times;

	Upsampling(int times) {
		this.times = times;
	}

	/** As a setting calls it; throws where none is called so. */
	static Upsampling of(Settings settings) {
		String text = settings.text("upsampling");
		return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst()
				.orElseThrow(() -> Settings.wrong("upsampling", text, Arrays.stream(values()).map(Upsampling::text).collect(Collectors.joining(", "))));
	}

	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** How many times smaller the seed is than the image. */
	int reduction() {
		return 1 << times;
	}
}
