package io.spadework.ui.charts;

import java.util.List;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;

/**
 * The charts' colours on a light or a dark ground. Curve colours can be told apart with any colour vision and stand out from their ground at 3 to 1 at least.
 *
 * @param ground behind the plot
 * @param text axis numbers
 * @param grid lines behind the curves
 * @param faint hints and switched-off curves
 * @param alarm what went wrong
 * @param curves in the order of use, then again from the first
 */
public record Colours(Color ground, Color text, Color grid, Color faint, Color alarm, List<Color> curves) {

	private static final Colours LIGHT = new Colours(colour(0xFFFFFF), colour(0x3B3F44), colour(0xE3E6E9), colour(0x80868C), colour(0xC62828),
			List.of(colour(0x1F5FBF), colour(0xC2410C), colour(0x0F7B55), colour(0x111827), colour(0xA21CAF), colour(0x9A6700), colour(0x0E7490), colour(0xBE123C)));

	private static final Colours DARK = new Colours(colour(0x26282B), colour(0xC9CDD2), colour(0x3C4046), colour(0x8A9097), colour(0xFF7B72),
			List.of(colour(0x79B0FF), colour(0xFF9E64), colour(0x4FD6A1), colour(0xF3F4F6), colour(0xE58BF0), colour(0xF2C14E), colour(0x56CCE0), colour(0xFF8095)));

	/** The colours that suit what surrounds a control. */
	public static Colours around(Control control) {
		RGB ground = control.getBackground().getRGB();
		return ground.red * 299 + ground.green * 587 + ground.blue * 114 < 128_000 ? DARK : LIGHT;
	}

	/** The colour of the i-th curve. */
	public Color curve(int i) {
		return curves.get(i % curves.size());
	}

	/** The colour of the i-th curve as it was measured, behind the smoothed one: halfway to the ground. */
	public Color faintCurve(int i) {
		Color full = curve(i);
		return new Color(mix(full.getRed(), ground.getRed()), mix(full.getGreen(), ground.getGreen()), mix(full.getBlue(), ground.getBlue()));
	}

	private static int mix(int colour, int behind) {
		return (3 * colour + 7 * behind) / 10;
	}

	private static Color colour(int rgb) {
		return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255);
	}
}
