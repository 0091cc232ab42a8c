package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.ElementType;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the few kinds of objects that a state dict is made of from Python's pickle format, protocols 2 to 5, and refuses all others. Nothing is executed: a class is a name.
 * <p>
 * Python's None is null; True and False are Booleans, whole numbers Longs or BigIntegers, others Doubles; a dict is a Map in its order, a list is a List, a tuple an
 * unmodifiable one. What becomes of tensors is a {@link View}, of storages a {@link Storage}. Time and memory are bounded, whatever the bytes are.
 */
final class Pickle {

	/** What a class gives of whose objects the names suffice: numbers that NumPy made. */
	record Inert(PythonClass type) {
	}

	private static final int NEWEST_PROTOCOL = 5;
	private static final int MOST_OPERATIONS = 1 << 21;
	private static final int MOST_TEXT = 1 << 24;
	private static final int LONGEST_NUMBER = 16;
	private static final int LONGEST_NAME = 256;
	private static final Set<PythonClass> INERT = Set.of(new PythonClass("numpy.core.multiarray", "scalar"), new PythonClass("numpy._core.multiarray", "scalar"),
			new PythonClass("numpy", "dtype"), new PythonClass("_codecs", "encode"));
	private static final Set<PythonClass> KNOWN = Set.of(PythonClass.ORDERED_DICT, PythonClass.TENSOR, PythonClass.OLD_TENSOR, PythonClass.PARAMETER, PythonClass.SIZE);

	private final DataInputStream stream;
	private final String place;
	private final List<Object> stack = new ArrayList<>();
	private final List<Integer> marks = new ArrayList<>();
	private final Map<Long, Object> memo = new HashMap<>();
	private final Map<String, Storage> storages;
	private int text;

	private Pickle(InputStream stream, String place, Map<String, Storage> storages) {
		this.stream = new DataInputStream(stream);
		this.place = place;
		this.storages = storages;
	}

	/**
	 * Reads one object, and no byte behind it; throws an IOException that names the place and what it can't be read for.
	 *
	 * @param storages where the storages that it refers to are added, by key
	 */
	static Object read(InputStream stream, String place, Map<String, Storage> storages) throws IOException {
		try {
			return new Pickle(stream, place, storages).run();
		} catch (EOFException e) {
			throw new IOException(place + " ends too early.", e);
		}
	}

	private Object run() throws IOException {
		for (int operation = 0; operation < MOST_OPERATIONS; operation++) {
			int code = stream.readUnsignedByte();
			if (code == '.') {
				return pop();
			}
			execute(code);
		}
		throw damaged("it takes more than " + MOST_OPERATIONS + " operations to read");
	}

	private void execute(int code) throws IOException {
		switch (code) {
			case 0x80 -> protocol(stream.readUnsignedByte());
			case 0x95 -> stream.readLong(); // a frame's length, which only helps to read ahead
			case '(' -> marks.add(stack.size());
			case '0' -> pop();
			case '1' -> toMark();
			case '2' -> stack.add(top());
			case 'N' -> stack.add(null);
			case 0x88 -> stack.add(true);
			case 0x89 -> stack.add(false);
			case 'J' -> stack.add((long) Integer.reverseBytes(stream.readInt()));
			case 'K' -> stack.add((long) stream.readUnsignedByte());
			case 'M' -> stack.add((long) Character.reverseBytes(stream.readChar()));
			case 0x8a -> stack.add(number(stream.readUnsignedByte()));
			case 'G' -> stack.add(stream.readDouble());
			case 'X' -> stack.add(utf8(Integer.toUnsignedLong(Integer.reverseBytes(stream.readInt()))));
			case 0x8c -> stack.add(utf8(stream.readUnsignedByte()));
			case 0x8d -> stack.add(utf8(Long.reverseBytes(stream.readLong())));
			case 'T', 'B' -> stack.add(new String(bytes(Integer.toUnsignedLong(Integer.reverseBytes(stream.readInt()))), StandardCharsets.ISO_8859_1));
			case 'U', 'C' -> stack.add(new String(bytes(stream.readUnsignedByte()), StandardCharsets.ISO_8859_1));
			case ']' -> stack.add(new ArrayList<>());
			case '}' -> stack.add(new LinkedHashMap<>());
			case ')' -> stack.add(List.of());
			case 'l' -> stack.add(toMark());
			case 't' -> stack.add(Collections.unmodifiableList(toMark()));
			case 'd' -> {
				List<Object> items = toMark();
				stack.add(new LinkedHashMap<>());
				put(items);
			}
			case 0x85 -> tuple(1);
			case 0x86 -> tuple(2);
			case 0x87 -> tuple(3);
			case 'a' -> append(last(1));
			case 'e' -> append(toMark());
			case 's' -> put(last(2));
			case 'u' -> put(toMark());
			case 'q' -> memo.put((long) stream.readUnsignedByte(), top());
			case 'r' -> memo.put(Integer.toUnsignedLong(Integer.reverseBytes(stream.readInt())), top());
			case 0x94 -> memo.put((long) memo.size(), top());
			case 'h' -> recall(stream.readUnsignedByte());
			case 'j' -> recall(Integer.toUnsignedLong(Integer.reverseBytes(stream.readInt())));
			case 'c' -> stack.add(known(new PythonClass(line(), line())));
			case 0x93 -> {
				List<Object> names = last(2);
				stack.add(known(new PythonClass(string(names.get(0)), string(names.get(1)))));
			}
			case 'R' -> {
				List<Object> call = last(2);
				stack.add(call(call.get(0), list(call.get(1))));
			}
			case 'b' -> build();
			case 'Q' -> stack.add(storage(list(pop())));
			default -> throw damaged(String.format("byte 0x%02x stands where an operation is expected that a state dict needs", code));
		}
	}

	private void protocol(int version) throws IOException {
		if (version > NEWEST_PROTOCOL) {
			throw damaged("it has pickle protocol " + version + ", and protocols up to " + NEWEST_PROTOCOL + " are known");
		}
	}

	private PythonClass known(PythonClass type) throws IOException {
		if (KNOWN.contains(type) || INERT.contains(type) || type.elements().isPresent()) {
			return type;
		}
		throw new IOException(place + " asks for " + type + ", which a state dict does not need; nothing was executed. In PyTorch, torch.save(model.state_dict(), \"new.pth\") "
				+ "makes a file of tensors alone.");
	}

	private Object call(Object function, List<?> arguments) throws IOException {
		if (!(function instanceof PythonClass type)) {
			throw damaged("it calls what is no function");
		}
		if (INERT.contains(type)) {
			return new Inert(type);
		}
		if (type.equals(PythonClass.ORDERED_DICT) && arguments.size() <= 1) {
			return orderedDict(arguments);
		}
		if (type.equals(PythonClass.TENSOR) && arguments.size() >= 6 || type.equals(PythonClass.OLD_TENSOR) && arguments.size() == 4) {
			if (!(arguments.get(0) instanceof Storage storage)) {
				throw damaged("a tensor has no storage");
			}
			return new View(storage, whole(arguments.get(1)), sizes(arguments.get(2)), sizes(arguments.get(3)));
		}
		if (type.equals(PythonClass.PARAMETER) && !arguments.isEmpty() && arguments.get(0) instanceof View view) {
			return view;
		}
		if (type.equals(PythonClass.SIZE) && arguments.size() == 1) {
			return list(arguments.get(0));
		}
		throw damaged("it calls " + type + " with arguments that it does not take");
	}

	/** Python 3 makes an empty one and fills it, Python 2 gives a list of pairs. */
	private Map<Object, Object> orderedDict(List<?> arguments) throws IOException {
		Map<Object, Object> dict = new LinkedHashMap<>();
		for (Object pair : arguments.isEmpty() ? List.of() : list(arguments.get(0))) {
			List<?> entry = list(pair);
			if (entry.size() != 2) {
				throw damaged("an entry of a dict is no pair");
			}
			dict.put(key(entry.get(0)), entry.get(1));
		}
		return dict;
	}

	/** Attributes of a dict are notes such as PyTorch's versions of modules, which nothing here depends on. */
	private void build() throws IOException {
		pop();
		if (!(top() instanceof Map || top() instanceof Inert)) {
			throw damaged("it sets attributes of what has none");
		}
	}

	/** ("storage", class, key, device, number of values), and in older files (key of a part, first value, number of values) or None behind. */
	private Storage storage(List<?> id) throws IOException {
		if (id.size() < 5 || !"storage".equals(id.get(0)) || !(id.get(1) instanceof PythonClass type)) {
			throw damaged("it refers to something outside that is no storage");
		}
		Optional<ElementType> elements = type.elements();
		if (elements.isEmpty()) {
			throw damaged(type + " is no class of storages");
		}
		long whole = whole(id.get(4));
		String key = string(id.get(2));
		Storage all = new Storage(elements.get(), key, whole, 0, whole);
		Storage before = storages.putIfAbsent(key, all);
		if (before != null && !before.equals(all)) {
			throw damaged("its storage " + key + " has two types or sizes");
		}
		if (id.size() > 5 && id.get(5) != null) {
			List<?> part = list(id.get(5));
			if (part.size() != 3) {
				throw damaged("a part of a storage is not given by three values");
			}
			long first = whole(part.get(1));
			long length = whole(part.get(2));
			if (first < 0 || length < 0 || length > whole - first) {
				throw damaged("a part of a storage is not within its " + whole + " values");
			}
			return new Storage(elements.get(), key, whole, first, length);
		}
		return all;
	}

	private void tuple(int size) throws IOException {
		stack.add(Collections.unmodifiableList(last(size)));
	}

	private void append(List<Object> items) throws IOException {
		if (!(top() instanceof ArrayList<?>)) {
			throw damaged("it appends to what is no list");
		}
		@SuppressWarnings("unchecked") // lists on the stack are made of Objects
		List<Object> list = (List<Object>) top();
		list.addAll(items);
	}

	private void put(List<Object> items) throws IOException {
		if (!(top() instanceof Map<?, ?>) || items.size() % 2 != 0) {
			throw damaged("it puts entries into what is no dict");
		}
		@SuppressWarnings("unchecked") // dicts on the stack are made of Objects
		Map<Object, Object> dict = (Map<Object, Object>) top();
		for (int i = 0; i < items.size(); i += 2) {
			dict.put(key(items.get(i)), items.get(i + 1));
		}
	}

	private Object key(Object key) throws IOException {
		if (key instanceof String || key instanceof Number || key instanceof Boolean) {
			return key;
		}
		throw damaged("a key of a dict is neither text nor number");
	}

	private void recall(long slot) throws IOException {
		if (!memo.containsKey(slot)) {
			throw damaged("it uses what was never read");
		}
		stack.add(memo.get(slot));
	}

	private Object top() throws IOException {
		if (stack.size() <= floor()) {
			throw damaged("it uses what is not there");
		}
		return stack.getLast();
	}

	private Object pop() throws IOException {
		Object top = top();
		stack.removeLast();
		return top;
	}

	private int floor() {
		return marks.isEmpty() ? 0 : marks.getLast();
	}

	private List<Object> last(int number) throws IOException {
		return from(stack.size() - number);
	}

	private List<Object> toMark() throws IOException {
		if (marks.isEmpty()) {
			throw damaged("it uses what is not there");
		}
		List<Object> items = from(marks.getLast());
		marks.removeLast();
		return items;
	}

	private List<Object> from(int first) throws IOException {
		if (first < floor()) {
			throw damaged("it uses what is not there");
		}
		List<Object> end = stack.subList(first, stack.size());
		List<Object> items = new ArrayList<>(end);
		end.clear();
		return items;
	}

	private List<?> list(Object value) throws IOException {
		if (value instanceof List<?> list) {
			return list;
		}
		throw damaged("a list or tuple is missing");
	}

	private String string(Object value) throws IOException {
		if (value instanceof String string) {
			return string;
		}
		throw damaged("a text is missing");
	}

	private long whole(Object value) throws IOException {
		if (value instanceof Long number) {
			return number;
		}
		throw damaged("a whole number is missing");
	}

	private long[] sizes(Object value) throws IOException {
		List<?> list = list(value);
		long[] sizes = new long[list.size()];
		for (int i = 0; i < sizes.length; i++) {
			sizes[i] = whole(list.get(i));
		}
		return sizes;
	}

	private Object number(int length) throws IOException {
		if (length > LONGEST_NUMBER) {
			throw damaged("a number has " + length + " bytes");
		}
		byte[] bytes = new byte[length];
		for (int i = length - 1; i >= 0; i--) {
			bytes[i] = stream.readByte();
		}
		BigInteger number = length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
		if (number.bitLength() < Long.SIZE) {
			return number.longValue();
		}
		return number;
	}

	private String utf8(long length) throws IOException {
		return new String(bytes(length), StandardCharsets.UTF_8);
	}

	private byte[] bytes(long length) throws IOException {
		if (length < 0 || length > MOST_TEXT - text) {
			throw damaged("it holds more than " + MOST_TEXT + " bytes of text");
		}
		text += (int) length;
		byte[] bytes = stream.readNBytes((int) length);
		if (bytes.length < length) {
			throw new EOFException();
		}
		return bytes;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = stream.readUnsignedByte(); next != '\n'; next = stream.readUnsignedByte()) {
			if (line.length() == LONGEST_NAME) {
				throw damaged("a name is longer than " + LONGEST_NAME + " characters");
			}
			line.append((char) next);
		}
		return line.toString();
	}

	private IOException damaged(String what) {
		return new IOException(place + " is no state dict, or damaged: " + what + ".");
	}
}
