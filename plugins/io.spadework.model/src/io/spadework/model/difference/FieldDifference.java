package io.spadework.model.difference;

/**
 * A property of an element that two experiments say differently.
 *
 * @param before what the first says, as written and with its value where that says more: {@code 16*ngf = 256}; empty where it says nothing
 * @param after what the second says
 */
public record FieldDifference(String name, String before, String after) {

	@Override
	public String toString() {
		return name + ": " + (before.isEmpty() ? "nothing" : before) + " → " + (after.isEmpty() ? "nothing" : after);
	}
}
