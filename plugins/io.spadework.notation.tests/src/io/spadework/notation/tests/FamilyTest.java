package io.spadework.notation.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.spadework.notation.Colour;
import io.spadework.notation.Colours;
import io.spadework.notation.Family;
import io.spadework.notation.Theme;

class FamilyTest {

	@Test
	void contrastIsThatOfTheWebContentGuidelines() {
		assertEquals(21, Colour.of(0xFFFFFF).contrastWith(Colour.of(0)), 1e-9);
		assertEquals(4.54, Colour.of(0x767676).contrastWith(Colour.of(0xFFFFFF)), 0.01);
	}

	@ParameterizedTest
	@EnumSource(Theme.class)
	void textOnBlocksAndCanvasIsEasyToRead(Theme theme) {
		for (Family family : Family.values()) {
			Colours colours = family.on(theme);
			assertTrue(colours.text().contrastWith(colours.fill()) >= 7, family + " text on fill");
			assertTrue(colours.stroke().contrastWith(colours.fill()) >= 4.5, family + " kind on fill: " + colours.stroke().contrastWith(colours.fill()));
		}
		assertTrue(theme.text().contrastWith(theme.canvas()) >= 7);
		assertTrue(theme.quietText().contrastWith(theme.canvas()) >= 4.5);
		assertTrue(theme.error().contrastWith(theme.canvas()) >= 4.5);
		assertTrue(theme.warning().contrastWith(theme.canvas()) >= 4.5);
	}

	@ParameterizedTest
	@EnumSource(Theme.class)
	void outlinesAndEdgesStandOutFromTheCanvas(Theme theme) {
		for (Family family : Family.values())
			assertTrue(family.on(theme).stroke().contrastWith(theme.canvas()) >= 3, family.toString());
		assertTrue(theme.line().contrastWith(theme.canvas()) >= 3);
		assertTrue(theme.selection().contrastWith(theme.canvas()) >= 3);
	}

	@ParameterizedTest
	@EnumSource(Theme.class)
	void familiesDifferByMoreThanAGlanceNeeds(Theme theme) {
		for (Family one : Family.values())
			for (Family other : Family.values())
				if (one.ordinal() < other.ordinal()) {
					double difference = difference(one.on(theme).stroke(), other.on(theme).stroke());
					assertTrue(difference >= 20, one + " and " + other + " differ by " + difference);
				}
	}

	/** Colour difference of CIE 1976: 2.3 is just noticeable side by side. */
	private static double difference(Colour a, Colour b) {
		double[] p = lab(a);
		double[] q = lab(b);
		return Math.sqrt(Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
	}

	private static double[] lab(Colour colour) {
		double r = linear(colour.red());
		double g = linear(colour.green());
		double b = linear(colour.blue());
		double x = cube((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
		double y = cube(0.2126 * r + 0.7152 * g + 0.0722 * b);
		double z = cube((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
		return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
	}

	private static double linear(int part) {
		double s = part / 255.0;
		return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
	}

	private static double cube(double t) {
		return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
	}
}
