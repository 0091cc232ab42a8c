package io.spadework.quick;

/** Runs the test classes named as arguments in a plain JVM. */
public final class Plain {

	private Plain() {
	}

	public static void main(String[] names) throws ClassNotFoundException {
		Class<?>[] classes = new Class<?>[names.length];
		for (int i = 0; i < names.length; i++) {
			classes[i] = Class.forName(names[i]);
		}
		System.exit(Report.run(classes) ? 0 : 1);
	}
}
