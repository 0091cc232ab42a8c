package io.spadework.ui.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;

import io.spadework.codegen.CompilationException;
import io.spadework.codegen.EngineQuestion;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.LookingNetwork;
import io.spadework.codegen.ModelPreparation;
import io.spadework.launch.EngineInstallation;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.ui.EngineAsking;

/** Asks an engine about runs in the background, one after the other, as the verbs {@code evaluate} and {@code probe} do. Cancelling it ends the engine. */
abstract class Measuring extends Job {

	private final List<RunFolder> runs;

	private Measuring(String verb, List<RunFolder> runs) {
		super(verb + (runs.size() == 1 ? " " + name(runs.get(0)) : " " + runs.size() + " runs"));
		this.runs = List.copyOf(runs);
	}

	/** Measures the runs' generators; the numbers are added to the runs. */
	static Measuring evaluate(List<RunFolder> runs, EvaluationChoice choice) {
		return new Measuring("Evaluate", runs) {

			private List<String> arguments;

			@Override
			void prepare(EngineHome home, Path work, IProgressMonitor monitor) throws CoreException, GenerationException, CompilationException, RunException, IOException {
				arguments = new ArrayList<>(choice.arguments());
				if (choice.weights() != null) {
					arguments.addAll(made(LookingNetwork.inception(choice.weights(), Files.createDirectory(work.resolve("inception")), home.classPath()), home, monitor));
				}
				if (choice.segmenter() != null) {
					arguments.addAll(made(LookingNetwork.segmenter(choice.segmenter(), null, Files.createDirectory(work.resolve("segmenter")), home.classPath()), home, monitor));
				}
			}

			private List<String> made(LookingNetwork network, EngineHome home, IProgressMonitor monitor) throws CoreException, IOException {
				EngineAsking.ask(home, network.question(), monitor);
				return network.arguments();
			}

			@Override
			EngineQuestion question(RunFolder run) throws GenerationException, IOException {
				return EngineQuestion.evaluate(run.path(), choice.checkpoint(), arguments);
			}

			@Override
			void answered(RunFolder run, String text) {
				// the engine has written the numbers into the run
			}
		};
	}

	/** Feeds the runs' generators with uniform label maps, and tells of each what was found. */
	static Measuring probe(List<RunFolder> runs, Consumer<JsonObject> found) {
		return new Measuring("Probe", runs) {

			@Override
			EngineQuestion question(RunFolder run) throws GenerationException, IOException {
				return EngineQuestion.probe(run.path(), EngineQuestion.LATEST);
			}

			@Override
			void answered(RunFolder run, String text) {
				JsonObject probe = new JsonObject();
				probe.addProperty("subject", name(run));
				JsonParser.parseString(text).getAsJsonObject().entrySet().forEach(field -> probe.add(field.getKey(), field.getValue()));
				found.accept(probe);
			}
		};
	}

	/** An engine does not do what it was asked for, and says why. */
	private static final class Refused extends Exception {

		private static final long serialVersionUID = 1L;

		Refused(String reason) {
			super(reason);
		}
	}

	void prepare(EngineHome home, Path work, IProgressMonitor monitor) throws CoreException, GenerationException, CompilationException, RunException, IOException {
		// most questions need nothing
	}

	abstract EngineQuestion question(RunFolder run) throws GenerationException, IOException;

	abstract void answered(RunFolder run, String text);

	@Override
	protected IStatus run(IProgressMonitor monitor) {
		SubMonitor progress = SubMonitor.convert(monitor, getName(), runs.size() + 1);
		Path work = null;
		RunFolder now = null;
		try {
			work = Files.createTempDirectory("spadework-measure");
			EngineHome home = EngineInstallation.home();
			prepare(home, work, progress);
			progress.worked(1);
			for (RunFolder run : runs) {
				now = run;
				progress.subTask(name(run));
				answered(run, EngineAsking.ask(home, question(run), progress));
				progress.worked(1);
			}
			return Status.OK_STATUS;
		} catch (OperationCanceledException e) {
			return Status.CANCEL_STATUS;
		} catch (GenerationException | CompilationException | RunException | IOException | CoreException | RuntimeException e) {
			return Status.error((now == null ? "" : name(now) + ": ") + e.getMessage(), e instanceof RuntimeException ? e : null);
		} finally {
			if (work != null) {
				ModelPreparation.remove(work);
			}
		}
	}

	private static String name(RunFolder run) {
		return run.path().getFileName().toString();
	}
}
