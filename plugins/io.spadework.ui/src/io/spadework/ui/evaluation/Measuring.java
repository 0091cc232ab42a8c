package io.spadework.ui.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
import io.spadework.launch.EngineAsking;
import io.spadework.launch.EngineInstallation;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;

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
					arguments.addAll(made(LookingNetwork.segmenter(choice.segmenter(), choice.segmenterWeights(), choice.segmenterClasses(), Files.createDirectory(work.resolve("segmenter")),
							home.classPath()), home, monitor));
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
		};
	}

	/** Feeds the runs' generators with uniform label maps; the runs keep what is found. */
	static Measuring probe(List<RunFolder> runs) {
		return new Measuring("Probe", runs) {

			@Override
			EngineQuestion question(RunFolder run) throws GenerationException, IOException {
				return EngineQuestion.probe(run.path(), EngineQuestion.LATEST);
			}
		};
	}

	void prepare(EngineHome home, Path work, IProgressMonitor monitor) throws CoreException, GenerationException, CompilationException, RunException, IOException {
		// most questions need nothing
	}

	abstract EngineQuestion question(RunFolder run) throws GenerationException, IOException;

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
				EngineAsking.ask(home, question(run), progress); // the engine writes what it finds into the run
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
