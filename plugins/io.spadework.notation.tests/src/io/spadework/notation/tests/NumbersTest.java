package io.spadework.notation.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.spadework.notation.Numbers;

class NumbersTest {

	@ParameterizedTest
	@CsvSource({"0, 0", "640, 640", "999, 999", "1000, 1.0 k", "1234, 1.2 k", "97480899, 97.5 M", "123456, 123 k", "99949, 99.9 k", "99950, 100 k",
			"999499, 999 k", "999500, 1.0 M", "191300000000, 191 G", "1500000000000, 1.5 T"})
	void countsHaveAboutThreeDigitsAndAUnit(long count, String text) {
		assertEquals(text, Numbers.count(count));
	}

	@ParameterizedTest
	@CsvSource({"2, 2", "0.2, 0.2", "1e-5, 1e-5", "2.5e-4, 2.5e-4", "0, 0", "-1.5, -1.5", "1e9, 1000000000"})
	void settingsHaveNoNeedlessDigits(double value, String text) {
		assertEquals(text, Numbers.setting(value));
	}
}
