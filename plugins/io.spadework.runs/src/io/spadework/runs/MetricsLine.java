package io.spadework.runs;

import io.spadework.runs.Metrics.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Reader of one line of metrics, straight from bytes: a night of training is some hundred megabytes of them, and a general JSON
 * reader would spend most of its time making objects.
 */
final class MetricsLine {

	private static final byte[] STEP = "step".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] EPOCH = "epoch".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] WALL = "wall".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] VALUES = "values".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] FROM = "from".getBytes(StandardCharsets.US_ASCII);
	/** Powers of ten that a double holds exactly. */
	private static final double[] POWERS = new double[23];

	static {
		POWERS[0] = 1;
		for (int i = 1; i < POWERS.length; i++) {
			POWERS[i] = POWERS[i - 1] * 10;
		}
	}

	boolean hasStep;
	boolean hasFrom;
	int step;
	int from;
	int epoch;
	double wall;
	int valueCount;
	Column[] valueColumns = new Column[32];
	double[] values = new double[32];

	private final Map<String, Column> columns;
	/** Columns in the order of the previous line, which is nearly always the order of the next. */
	private Column[] order = new Column[32];
	private byte[] bytes;
	private int at;
	private int end;
	/** Where the text read last lies, without its quotes. */
	private int textStart;
	private int textEnd;
	private boolean textEscaped;
	/** The number read last. */
	private double number;

	MetricsLine(Map<String, Column> columns) {
		this.columns = columns;
	}

	void forgetOrder() {
		Arrays.fill(order, null);
		Arrays.fill(valueColumns, null);
	}

	/** Reads one line without its end; false if it is no JSON object of the expected form. */
	boolean parse(byte[] source, int start, int stop) {
		bytes = source;
		at = start;
		end = stop;
		hasStep = false;
		hasFrom = false;
		epoch = 0;
		wall = 0;
		valueCount = 0;
		boolean readable = object(false) && blankToEnd();
		// Hundreds of runs may be held at once; the piece of file that each was read from need not be.
		bytes = null;
		return readable;
	}

	private boolean object(boolean inValues) {
		if (!next('{')) {
			return false;
		}
		if (next('}')) {
			return true;
		}
		do {
			if (!text() || !member(inValues)) {
				return false;
			}
		} while (next(','));
		return next('}');
	}

	private boolean member(boolean inValues) {
		int keyStart = textStart;
		int keyEnd = textEnd;
		boolean keyEscaped = textEscaped;
		if (!next(':')) {
			return false;
		}
		if (inValues) {
			int kind = value();
			if (kind == 1) {
				keep(column(keyStart, keyEnd, keyEscaped), number);
			}
			return kind >= 0;
		}
		if (is(VALUES, keyStart, keyEnd)) {
			blank();
			return at < end && bytes[at] == '{' ? object(true) : value() >= 0;
		}
		int kind = value();
		if (kind == 1) {
			if (is(STEP, keyStart, keyEnd)) {
				hasStep = number == (int) number && number >= 0;
				step = (int) number;
			} else if (is(EPOCH, keyStart, keyEnd)) {
				epoch = (int) number;
			} else if (is(WALL, keyStart, keyEnd)) {
				wall = number;
			} else if (is(FROM, keyStart, keyEnd)) {
				hasFrom = number == (int) number && number >= 0;
				from = (int) number;
			}
		}
		return kind >= 0;
	}

	/** Reads a value: 1 = a number, now in {@link #number}; 0 = something else, passed by; -1 = no JSON. */
	private int value() {
		blank();
		if (at >= end) {
			return -1;
		}
		byte first = bytes[at];
		if (first == '-' || first >= '0' && first <= '9') {
			return readNumber() ? 1 : -1;
		}
		if (first == '"') {
			if (!text()) {
				return -1;
			}
			return nonFinite() ? 1 : 0;
		}
		if (first == '{' || first == '[') {
			return skipNested() ? 0 : -1;
		}
		int start = at;
		while (at < end && bytes[at] >= 'a' && bytes[at] <= 'z') {
			at++;
		}
		String word = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
		return word.equals("null") || word.equals("true") || word.equals("false") ? 0 : -1;
	}

	private boolean nonFinite() {
		int length = textEnd - textStart;
		if (length == 3 && bytes[textStart] == 'N' && bytes[textStart + 1] == 'a' && bytes[textStart + 2] == 'N') {
			number = Double.NaN;
			return true;
		}
		if (length != 8 && length != 9) {
			return false;
		}
		switch (new String(bytes, textStart, length, StandardCharsets.ISO_8859_1)) {
		case "Infinity":
			number = Double.POSITIVE_INFINITY;
			return true;
		case "-Infinity":
			number = Double.NEGATIVE_INFINITY;
			return true;
		default:
			return false;
		}
	}

	/** Exact for up to 2^53 and 22 decimal places (both factors are doubles then); everything else goes to the platform's parser. */
	private boolean readNumber() {
		int start = at;
		boolean negative = bytes[at] == '-';
		if (negative) {
			at++;
		}
		long mantissa = 0;
		int digits = 0;
		int exponent = 0;
		int first = at;
		while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
			mantissa = mantissa * 10 + bytes[at++] - '0';
			digits++;
		}
		if (at == first) {
			return false;
		}
		if (at < end && bytes[at] == '.') {
			int fraction = ++at;
			while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
				mantissa = mantissa * 10 + bytes[at++] - '0';
				digits++;
			}
			exponent = fraction - at;
			if (exponent == 0) {
				return false;
			}
		}
		if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
			at++;
			boolean below = at < end && bytes[at] == '-';
			if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
				at++;
			}
			int power = 0;
			int powerStart = at;
			while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - powerStart < 6) {
				power = power * 10 + bytes[at++] - '0';
			}
			if (at == powerStart) {
				return false;
			}
			exponent += below ? -power : power;
		}
		if (digits <= 18 && mantissa <= 1L << 53 && exponent >= -22 && exponent <= 22) {
			double magnitude = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
			number = negative ? -magnitude : magnitude;
			return true;
		}
		try {
			number = Double.parseDouble(new String(bytes, start, at - start, StandardCharsets.ISO_8859_1));
			return true;
		} catch (NumberFormatException e) {
			return false;
		}
	}

	private boolean text() {
		if (!next('"')) {
			return false;
		}
		textStart = at;
		textEscaped = false;
		while (at < end && bytes[at] != '"') {
			if (bytes[at] == '\\') {
				textEscaped = true;
				at++;
			}
			at++;
		}
		if (at >= end) {
			return false;
		}
		textEnd = at++;
		return true;
	}

	private boolean skipNested() {
		int depth = 0;
		while (at < end) {
			byte b = bytes[at];
			if (b == '"') {
				if (!text()) {
					return false;
				}
				continue;
			}
			at++;
			if (b == '{' || b == '[') {
				depth++;
			} else if ((b == '}' || b == ']') && --depth == 0) {
				return true;
			}
		}
		return false;
	}

	private void keep(Column column, double value) {
		if (valueCount == values.length) {
			values = Arrays.copyOf(values, valueCount * 2);
			valueColumns = Arrays.copyOf(valueColumns, valueCount * 2);
			order = Arrays.copyOf(order, valueCount * 2);
		}
		values[valueCount] = value;
		valueColumns[valueCount] = column;
		order[valueCount++] = column;
	}

	private Column column(int start, int stop, boolean escaped) {
		Column expected = valueCount < order.length ? order[valueCount] : null;
		if (expected != null && is(expected.raw, start, stop)) {
			return expected;
		}
		byte[] raw = Arrays.copyOfRange(bytes, start, stop);
		String name = new String(raw, StandardCharsets.UTF_8);
		if (escaped) {
			name = unescape(name);
		}
		return columns.computeIfAbsent(name, n -> new Column(n, raw));
	}

	private static String unescape(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != '\\' || i + 1 >= text.length()) {
				plain.append(c);
				continue;
			}
			char kind = text.charAt(++i);
			switch (kind) {
			case 'n' -> plain.append('\n');
			case 't' -> plain.append('\t');
			case 'r' -> plain.append('\r');
			case 'b' -> plain.append('\b');
			case 'f' -> plain.append('\f');
			case 'u' -> {
				int code = 0xfffd;
				if (i + 5 <= text.length()) {
					try {
						code = Integer.parseInt(text, i + 1, i + 5, 16);
					} catch (NumberFormatException e) {
						code = 0xfffd;
					}
				}
				i = Math.min(i + 4, text.length() - 1);
				plain.append((char) code);
			}
			default -> plain.append(kind);
			}
		}
		return plain.toString();
	}

	private boolean is(byte[] word, int start, int stop) {
		return Arrays.equals(word, 0, word.length, bytes, start, stop);
	}

	private boolean next(char expected) {
		blank();
		if (at < end && bytes[at] == expected) {
			at++;
			return true;
		}
		return false;
	}

	private boolean blankToEnd() {
		blank();
		return at == end;
	}

	private void blank() {
		while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
			at++;
		}
	}
}
