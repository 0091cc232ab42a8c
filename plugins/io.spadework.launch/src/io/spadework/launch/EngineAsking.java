package io.spadework.launch;

import java.io.IOException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;

import io.spadework.codegen.EngineQuestion;
import io.spadework.runs.EngineAnswer;
import io.spadework.runs.EngineHome;
import io.spadework.runs.RunException;

/** Asks engines that train nothing, off the UI thread. */
public final class EngineAsking {

	private EngineAsking() {
	}

	/**
	 * What an engine answers.
	 *
	 * @throws CoreException              with the engine's own words where it does not do what it was asked for
	 * @throws OperationCanceledException where nobody wants to know any more; the engine is ended
	 */
	public static String ask(EngineHome home, EngineQuestion question, IProgressMonitor monitor) throws CoreException {
		try {
			EngineAnswer answer = EngineAnswer.of(home, question.classes(), question.mainClass(), question.arguments(), monitor::isCanceled);
			if (answer == null) {
				throw new OperationCanceledException();
			}
			if (answer.code() != 0) {
				throw new CoreException(Status.error(answer.errors().isBlank() ? "The engine ended with " + answer.code() + " and did not say why." : answer.errors().strip()));
			}
			return answer.text();
		} catch (InterruptedException e) {
			throw new OperationCanceledException();
		} catch (IOException | RunException e) {
			throw new CoreException(Status.error("The engine could not be started: " + e.getMessage(), e));
		}
	}
}
