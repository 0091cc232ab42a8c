package io.spadework.model.templates;

import io.spadework.model.Scope;

/** Width and height of the images that a template is made for, in pixels. */
record ImageSize(int width, int height) {

	private static final int LARGEST = 4096;

	/** The size that the settings state, which becomes parameters of the study; throws where it is outside of the range. */
	static ImageSize stated(Draft draft, int least) {
		int width = draft.whole("crop", least, LARGEST);
		double aspect = draft.settings().number("aspect", 0.1, 10);
		draft.parameter("aspect", Scope.text(aspect), draft.settings().meaning("aspect"));
		return new ImageSize(width, (int) Math.round(width / aspect));
	}

	/** As {@link #stated}; throws where a side is no multiple, too, and says why it must be. */
	static ImageSize multiple(Draft draft, int least, int unit, String reason) {
		ImageSize size = stated(draft, least);
		if (size.width % unit != 0) {
			throw Settings.wrong("crop", String.valueOf(size.width), "a multiple of " + unit + ", as " + reason);
		}
		if (size.height < least || size.height % unit != 0) {
			throw size.wrongHeight(draft, "is a multiple of " + unit + (least > unit ? " and at least " + least : ""));
		}
		return size;
	}

	/** Says that the height does not fit. */
	IllegalArgumentException wrongHeight(Draft draft, String right) {
		return Settings.wrong("aspect", draft.settings().text("aspect"), "such that the height crop / aspect " + right + "; with crop " + width + " it is " + height);
	}
}
