package io.spadework.engine.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments of an engine process.
 *
 * @param run         the run folder
 * @param resume      whether to go on from the run's latest checkpoint
 * @param steps       at most so many steps in all; 0: as the schedule says
 * @param studyFolder folder that data folders are relative to
 * @param progress    how to report on standard output
 * @param seed        another seed than the experiment's, or null
 * @param kernels     auto, onednn or portable
 * @param executor    graph or plan
 * @param estimates   what the training was thought to take, by the names of {@link io.spadework.runs.RunInfo}
 * @param from        the checkpoint to resume from, or null for the latest
 * @param blocksEvery steps between statistics of blocks, or null where the training says it
 */
record Arguments(Path run, boolean resume, int steps, Path studyFolder, Progress.Style progress, Long seed, String kernels, String executor, Map<String, Double> estimates,
		Path from, Integer blocksEvery) {

	static final String USAGE = """
			Usage: --run FOLDER [--resume] [--steps N] [--study-folder FOLDER] [--progress bar|lines|none] [--seed N]
			       [--kernels auto|onednn|portable] [--executor graph|plan] [--from CHECKPOINT] [--blocks-every N] [--estimate NAME=NUMBER,...]""";

	/** Reads them; throws UserException for what can't be understood. */
	static Arguments parse(String... arguments) throws UserException {
		Path run = null;
		boolean resume = false;
		int steps = 0;
		Path studyFolder = Path.of("");
		Progress.Style progress = Progress.Style.LINES;
		Long seed = null;
		String kernels = "auto";
		String executor = "plan";
		Map<String, Double> estimates = Map.of();
		Path from = null;
		Integer blocksEvery = null;
		for (int i = 0; i < arguments.length; i++) {
			String option = arguments[i];
			if (option.equals("--resume")) {
				resume = true;
				continue;
			}
			if (i + 1 == arguments.length) {
				throw new UserException(option.startsWith("--") ? option + " needs a value, or is no option.\n" + USAGE : "Unknown argument " + option + ".\n" + USAGE);
			}
			String value = arguments[++i];
			switch (option) {
				case "--run" -> run = path(option, value);
				case "--steps" -> steps = (int) number(option, value, 1, Integer.MAX_VALUE);
				case "--study-folder" -> studyFolder = path(option, value);
				case "--progress" -> progress = Progress.Style.named(value);
				case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
				case "--kernels" -> kernels = value;
				case "--executor" -> executor = value;
				case "--estimate" -> estimates = estimates(option, value);
				case "--from" -> from = path(option, value);
				case "--blocks-every" -> blocksEvery = (int) number(option, value, 0, Integer.MAX_VALUE);
				default -> throw new UserException("Unknown option " + option + ".\n" + USAGE);
			}
		}
		if (run == null) {
			throw new UserException("--run is missing.\n" + USAGE);
		}
		if (from != null && !resume) {
			throw new UserException("--from names a checkpoint to resume from, so it goes with --resume.\n" + USAGE);
		}
		return new Arguments(run, resume, steps, studyFolder, progress, seed, kernels, executor, estimates, from, blocksEvery);
	}

	private static Map<String, Double> estimates(String option, String value) throws UserException {
		Map<String, Double> estimates = new TreeMap<>();
		for (String each : value.split(",")) {
			String[] pair = each.split("=", 2);
			try {
				estimates.put(pair[0], Double.valueOf(pair[1]));
			} catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
				throw new UserException(option + " needs NAME=NUMBER, not \"" + each + "\".", e);
			}
		}
		return estimates;
	}

	private static Path path(String option, String value) throws UserException {
		try {
			return Path.of(value);
		} catch (InvalidPathException e) {
			throw new UserException(option + " " + value + " is no path of this system: " + e.getReason() + ".");
		}
	}

	private static long number(String option, String value, long least, long most) throws UserException {
		try {
			long number = Long.parseLong(value);
			if (number >= least && number <= most) {
				return number;
			}
		} catch (NumberFormatException e) {
			// said below
		}
		throw new UserException(option + " needs a whole number" + (least == 0 || least == 1 ? " of at least " + least : "") + ", not \"" + value + "\".");
	}
}
