package io.spadework.sirius;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.Fix;
import io.spadework.model.Fixes;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Validation;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.study.Element;
import io.spadework.model.study.Study;

/** The rules that a study is held to, as the viewpoint's validation asks for them: element by element. */
public final class ProblemServices {

	private static List<Problem> problems(Element element, Severity severity) {
		if (!(EcoreUtil.getRootContainer(element) instanceof Study study))
			return List.of();
		List<Problem> all = Memory.of(study, "problems", () -> Validation.validate(study, file(study)));
		return all.stream().filter(problem -> problem.element() == element && problem.severity() == severity).toList();
	}

	/** Where the study is on this machine, so that its files are found; null where it is nowhere. */
	private static Path file(Study study) {
		URI uri = study.eResource() == null ? null : study.eResource().getURI();
		if (uri == null || !uri.isPlatformResource() || !Platform.isRunning())
			return uri != null && uri.isFile() ? Path.of(uri.toFileString()) : null;
		IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile(IPath.fromPortableString(uri.toPlatformString(true)));
		return file.getLocation() == null ? null : file.getLocation().toPath();
	}

	private static String messages(Element element, Severity severity) {
		return problems(element, severity).stream().map(Problem::message).collect(Collectors.joining("; "));
	}

	/** Whether nothing at an element stops a training. */
	public boolean hasNoError(Element element) {
		return problems(element, Severity.ERROR).isEmpty();
	}

	/** Whether nothing at an element will likely disappoint. */
	public boolean hasNoWarning(Element element) {
		return problems(element, Severity.WARNING).isEmpty();
	}

	/** Whether there is nothing more worth knowing of an element. */
	public boolean hasNoInfo(Element element) {
		return problems(element, Severity.INFO).isEmpty();
	}

	/** What stops a training at an element. */
	public String errors(Element element) {
		return messages(element, Severity.ERROR);
	}

	/** What will likely disappoint at an element. */
	public String warnings(Element element) {
		return messages(element, Severity.WARNING);
	}

	/** What is worth knowing of an element. */
	public String infos(Element element) {
		return messages(element, Severity.INFO);
	}

	/** Mends what is wrong with an element in the first obvious way there is. */
	public EObject mend(Element element) {
		for (Severity severity : Severity.values())
			for (Problem problem : problems(element, severity))
				for (Fix fix : Fixes.of(problem)) {
					Gestures.make(change(fix));
					return element;
				}
		Gestures.make(nothing(element));
		return element;
	}

	private static Change change(Fix fix) {
		return new Plain(fix.label(), null, fix::apply);
	}

	private static Change nothing(Element element) {
		return new Plain("Quick Fix", "Only you can know how to mend this: there is no obvious fix.", () -> { });
	}

	private record Plain(String label, String refusal, Runnable run) implements Change {
		@Override
		public void make() {
			run.run();
		}
	}
}
