package io.spadework.runs;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this machine has for a training: free memory, free disk, and how fast trainings went on it. The rates are kept in machine.json in a folder of the user's, by host
 * and by size of a step, as steps of small networks spend more of their time on beginning things than large ones.
 */
public final class Machine {

	/** System property: the folder that machine.json lies in; {@code .spadework} in the user's home without it. */
	public static final String FOLDER_PROPERTY = "spadework.home";

	private static final String RATES = "effortPerSecond";
	private static final String CALIBRATED = "calibrated";
	/** Steps of a fourth to four times the size go on at about the same rate. */
	private static final int FARTHEST = 2;
	private static final double GIGABYTE = 1e9;
	private static final double MEGABYTE = 1e6;

	private final Path file;
	private final String host;

	private Machine(Path folder, String host) {
		this.file = folder.resolve("machine.json");
		this.host = host;
	}

	/** The machine that this program runs on. */
	public static Machine here() {
		String folder = System.getProperty(FOLDER_PROPERTY);
		return new Machine(folder == null ? Path.of(System.getProperty("user.home", "."), ".spadework") : Path.of(folder), RunInfo.hostName());
	}

	/** Bytes of memory that programs can still have without any being written to disk; 0 where that can't be told. */
	public static long freeMemory() {
		try {
			for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
				if (line.startsWith("MemAvailable:")) {
					return Math.min(Long.parseLong(line.replaceAll("\\D", "")) << 10, memory());
				}
			}
		} catch (IOException | NumberFormatException notLinux) {
			// asked of Java below
		}
		return attribute("FreeMemorySize");
	}

	/** Bytes of memory in all; 0 where that can't be told. */
	public static long memory() {
		return attribute("TotalMemorySize");
	}

	private static long attribute(String name) {
		try {
			return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName("java.lang:type=OperatingSystem"), name)).longValue();
		} catch (JMException | RuntimeException e) {
			return 0;
		}
	}

	/** Bytes that can still be written below a folder, which need not exist yet; the largest number where that can't be told. */
	public static long freeDisk(Path folder) {
		Path existing = folder.toAbsolutePath().normalize();
		while (!Files.exists(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		try {
			return Files.getFileStore(existing).getUsableSpace();
		} catch (IOException e) {
			return Long.MAX_VALUE;
		}
	}

	/**
	 * Why a training cannot go well here, with advice; empty where nothing speaks against it.
	 *
	 * @param memory      bytes that its process takes
	 * @param checkpoint  bytes of a checkpoint
	 * @param checkpoints how many it leaves behind
	 * @param folder      where it writes
	 */
	public static String refusal(long memory, long checkpoint, long checkpoints, Path folder) {
		return refusal(memory, freeMemory(), checkpoint, checkpoints, freeDisk(folder), folder);
	}

	static String refusal(long memory, long freeMemory, long checkpoint, long checkpoints, long freeDisk, Path folder) {
		StringBuilder refusal = new StringBuilder();
		if (freeMemory > 0 && memory > freeMemory) {
			refusal.append("It would take about ").append(bytes(memory)).append(" of memory, and ").append(bytes(freeMemory))
					.append(" are free: a smaller batch, smaller images or fewer filters take less, or other programs could be closed.");
		}
		// one more is written beside the others before it takes a place
		double disk = checkpoint * (checkpoints + 1.0);
		if (disk > freeDisk) {
			refusal.append(refusal.isEmpty() ? "" : " ").append("It would write about ").append(bytes(disk)).append(" of checkpoints, ").append(bytes(checkpoint))
					.append(" each, and ").append(bytes(freeDisk)).append(" are free in ").append(folder)
					.append(": keep fewer checkpoints (keepCheckpoints and checkpointEvery of the plan), or choose another folder.");
		}
		return refusal.toString();
	}

	/** Bytes for people: 1.5 GB, 830 MB. */
	public static String bytes(double bytes) {
		return bytes >= GIGABYTE ? String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE) : String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / MEGABYTE));
	}

	/** Effort a second that trainings with steps of about this size manage here, or else what a calibration found; empty before either. */
	public OptionalDouble rate(double effortPerStep) {
		JsonObject rates = rates();
		int wanted = size(effortPerStep);
		for (int distance = 0; distance <= FARTHEST; distance++) {
			for (int size : new int[] { wanted + distance, wanted - distance }) {
				OptionalDouble rate = rate(rates, Integer.toString(size));
				if (rate.isPresent()) {
					return rate;
				}
			}
		}
		return rate(rates, CALIBRATED);
	}

	private static OptionalDouble rate(JsonObject rates, String key) {
		try {
			double rate = rates.has(key) ? rates.get(key).getAsDouble() : 0;
			return rate > 0 && Double.isFinite(rate) ? OptionalDouble.of(rate) : OptionalDouble.empty();
		} catch (RuntimeException damaged) {
			return OptionalDouble.empty(); // the others still count
		}
	}

	/** Takes note of what a training's steps took. */
	public void learn(double effortPerStep, double secondsPerStep) throws IOException {
		keep(Integer.toString(size(effortPerStep)), effortPerStep, secondsPerStep);
	}

	/** Takes note of what a calibration took: its rate is for steps of a size that has not been trained. */
	public void calibrate(double effort, double seconds) throws IOException {
		keep(CALIBRATED, effort, seconds);
	}

	private void keep(String key, double effort, double seconds) throws IOException {
		if (!(effort > 0 && seconds > 0)) {
			return;
		}
		JsonObject all = all();
		JsonObject rates = rates();
		rates.addProperty(key, effort / seconds);
		JsonObject own = new JsonObject();
		own.add(RATES, rates);
		all.add(host, own);
		Files.createDirectories(file.getParent());
		JsonFile.writeAtomically(file, all);
	}

	/** Steps that differ by less than a factor of two share a rate. */
	private static int size(double effort) {
		return (int) Math.round(Math.log(Math.max(1, effort)) / Math.log(2));
	}

	private JsonObject rates() {
		try {
			return Objects.requireNonNull(all().getAsJsonObject(host).getAsJsonObject(RATES));
		} catch (RuntimeException noneOrDamaged) {
			return new JsonObject();
		}
	}

	private JsonObject all() {
		try {
			return Files.isRegularFile(file) ? JsonFile.readObject(file) : new JsonObject();
		} catch (RunException damaged) {
			return new JsonObject();
		}
	}
}
