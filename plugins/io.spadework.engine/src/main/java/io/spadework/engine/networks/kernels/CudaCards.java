package io.spadework.engine.networks.kernels;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The graphics cards that CUDA's runtime finds, asked by reflection: its classes are on the class path only where CUDA's backend is.
 *
 * @param error         number of CUDA's error, 0 for none
 * @param driverVersion what the driver knows, such as 11060 for CUDA 11.6; 0 where there is none
 * @param cards         those found
 */
record CudaCards(int error, int driverVersion, List<Card> cards) {

	/** A card and its compute capability. */
	record Card(String name, int major, int minor) {

		private int capability() {
			return 10 * major + minor;
		}

		private boolean usable() {
			return capability() >= OLDEST && capability() <= NEWEST;
		}

		@Override
		public String toString() {
			return name + " (compute capability " + major + "." + minor + ")";
		}
	}

	/** Numbers of CUDA's errors, cudaErrorInsufficientDriver and cudaErrorNoDevice. */
	private static final int INSUFFICIENT_DRIVER = 35;
	private static final int NO_DEVICE = 100;

	/** The backend carries machine code for capabilities 3.7 to 8.6, of which the last runs on 8.9 too, and nothing that a driver could translate for others. */
	private static final int OLDEST = 37;
	private static final int NEWEST = 89;

	private static final String RUNTIME = "org.bytedeco.cuda.global.cudart";
	private static final String PROPERTIES = "org.bytedeco.cuda.cudart.cudaDeviceProp";
	private static final String LINUX_DRIVER = "libcuda.so";
	/** Null on other systems. */
	private static final Path WINDOWS_DRIVER = System.getenv("SystemRoot") == null ? null : Path.of(System.getenv("SystemRoot"), "System32", "nvcuda.dll");
	private static final String REMEDY = "; --backend cpu trains without a card.";

	/** Asks CUDA's runtime; throws IllegalArgumentException where that doesn't load. */
	static CudaCards find() {
		try {
			Class<?> runtime = Class.forName(RUNTIME);
			int[] number = new int[1];
			runtime.getMethod("cudaDriverGetVersion", int[].class).invoke(null, number);
			int driver = number[0];
			number[0] = 0;
			int error = (int) runtime.getMethod("cudaGetDeviceCount", int[].class).invoke(null, number);
			List<Card> cards = new ArrayList<>();
			Class<?> type = Class.forName(PROPERTIES);
			for (int i = 0; error == 0 && i < number[0]; i++) {
				Object properties = type.getConstructor().newInstance();
				error = (int) runtime.getMethod("cudaGetDeviceProperties", type, int.class).invoke(null, properties, i);
				Object name = type.getMethod("name").invoke(properties);
				cards.add(new Card((String) name.getClass().getMethod("getString").invoke(name), (int) type.getMethod("major").invoke(properties),
						(int) type.getMethod("minor").invoke(properties)));
			}
			return new CudaCards(error, driver, cards);
		} catch (InvocationTargetException e) {
			return failed(e.getCause());
		} catch (ReflectiveOperationException | LinkageError e) {
			return failed(e);
		}
	}

	/** What it means that the runtime doesn't load: it is bound to the driver's library, which comes with the driver alone. */
	static CudaCards failed(Throwable failure) {
		Throwable reason = failure;
		while (reason.getCause() != null) {
			reason = reason.getCause();
		}
		String message = String.valueOf(reason.getMessage());
		boolean driver = WINDOWS_DRIVER == null ? !message.contains(LINUX_DRIVER) : Files.exists(WINDOWS_DRIVER);
		if (!driver) {
			return new CudaCards(INSUFFICIENT_DRIVER, 0, List.of());
		}
		throw new IllegalArgumentException("CUDA's libraries don't load (" + message.lines().findFirst().orElse("") + "): spadework backend fetch cuda fetches them whole" + REMEDY, failure);
	}

	/** Throws IllegalArgumentException where no training can run on what was found: all visible cards have to fit, since ND4J uses any of them. */
	static void requireUsable(CudaCards found) {
		if (found.error == INSUFFICIENT_DRIVER && found.driverVersion == 0) {
			throw new IllegalArgumentException("This computer has no NVIDIA driver, which CUDA needs" + REMEDY);
		}
		if (found.error == INSUFFICIENT_DRIVER) {
			throw new IllegalArgumentException("The NVIDIA driver of this computer is too old: it knows CUDA " + found.driverVersion / 1000 + "." + found.driverVersion % 1000 / 10
					+ ", and 11.6 is needed" + REMEDY);
		}
		if (found.error == NO_DEVICE || found.error == 0 && found.cards.isEmpty()) {
			throw new IllegalArgumentException("CUDA finds no graphics card of NVIDIA in this computer" + REMEDY);
		}
		if (found.error != 0) {
			throw new IllegalArgumentException("CUDA doesn't start: its error " + found.error + REMEDY);
		}
		for (Card card : found.cards) {
			if (!card.usable()) {
				boolean others = found.cards.stream().anyMatch(Card::usable);
				throw new IllegalArgumentException("The graphics card " + card + " is too " + (card.capability() > NEWEST ? "new" : "old") + " for CUDA 11.6's backend, which runs on "
						+ OLDEST / 10 + "." + OLDEST % 10 + " to " + NEWEST / 10 + "." + NEWEST % 10 + (others ? "; CUDA_VISIBLE_DEVICES can hide it" : "") + REMEDY);
			}
		}
	}
}
