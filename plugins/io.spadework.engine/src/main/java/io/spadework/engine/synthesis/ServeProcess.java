package io.spadework.engine.synthesis;

import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.ModelWeights;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/** A server as a process of its own, in the place of a training: requests on standard input, answers on standard output, everything else on standard error. */
public final class ServeProcess {

	/** The first argument of an engine process that is to serve. */
	public static final String VERB = "serve";

	private static final int DONE = 0;
	private static final int FAILED = 1;
	private static final int WRONG_USAGE = 2;

	private final Training training;
	private final InputStream in;
	private final OutputStream out;
	private final PrintStream err;

	/** On the process's own streams; whatever else is printed goes to standard error from now on. */
	public ServeProcess(Training training) {
		this(training, System.in, new FileOutputStream(FileDescriptor.out), System.err);
		System.setOut(System.err);
	}

	ServeProcess(Training training, InputStream in, OutputStream out, PrintStream err) {
		this.training = training;
		this.in = in;
		this.out = out;
		this.err = err;
	}

	/** Serves until the input ends; returns the exit code: 0 done, 1 the model can't be used, 2 arguments not understood. */
	public int run(String... given) {
		ModelArguments arguments;
		try {
			arguments = new ModelArguments(Set.of(), Set.of(), given);
			arguments.path("--weights");
		} catch (IllegalArgumentException e) {
			err.println(e.getMessage());
			return WRONG_USAGE;
		}
		try {
			Model model = load(training, arguments);
			if (KernelChoice.notice() != null) {
				err.println(KernelChoice.notice());
			}
			new Server(model, arguments.text("--name", training.experiment()), in, out, err).run();
			return DONE;
		} catch (NoSuchFileException e) {
			err.println("There is no file " + e.getMessage() + ".");
		} catch (IOException | IllegalArgumentException e) {
			err.println(e.getMessage());
		} catch (OutOfMemoryError e) {
			err.println("The model does not fit into the memory.");
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return FAILED;
	}

	/** The model whose weights the arguments name. */
	static Model load(Training training, ModelArguments arguments) throws IOException {
		try (ModelWeights weights = ModelWeights.open(arguments.path("--weights"))) {
			return Model.load(training, weights);
		}
	}
}
