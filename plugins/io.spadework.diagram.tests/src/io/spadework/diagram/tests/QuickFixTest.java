package io.spadework.diagram.tests;

import static io.spadework.diagram.tests.Workspace.file;
import static io.spadework.diagram.tests.Workspace.landscapes;
import static io.spadework.diagram.tests.Workspace.open;
import static io.spadework.diagram.tests.Workspace.waitFor;
import static io.spadework.diagram.tests.Workspace.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.commands.operations.OperationHistoryFactory;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.spadework.diagram.ProblemMarkers;
import io.spadework.diagram.StudyChange;
import io.spadework.model.Studies;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Study;

/** Quick fixes of a study's problems, with its editor open and without. */
class QuickFixTest {

	private static final String BIAS = "useless-bias";

	@AfterEach
	void closeEditors() {
		Workspace.page().closeAllEditors(false);
	}

	/** A study in which two convolutions before a normalisation have a bias. */
	private static Study biased() {
		Study study = landscapes();
		Stream.of("d_conv2", "d_conv3").forEach(id -> convolution(study, id).setBias(true));
		return study;
	}

	private static Convolution convolution(Study study, String id) {
		return (Convolution) study.getNetworks().stream().flatMap(network -> network.getNodes().stream()).filter(node -> id.equals(node.getId())).findFirst().orElseThrow();
	}

	private static Study read(IFile file) throws Exception {
		return Studies.load(file.getLocation().toPath());
	}

	private static List<IMarker> markers(IFile file) {
		try {
			return Stream.of(file.findMarkers(ProblemMarkers.TYPE, true, IResource.DEPTH_ZERO)).filter(marker -> BIAS.equals(marker.getAttribute(ProblemMarkers.RULE, ""))).toList();
		} catch (CoreException e) {
			throw new IllegalStateException(e);
		}
	}

	private static IMarker marker(IFile file, String id) {
		assertTrue(waitFor(() -> markers(file).stream().anyMatch(marker -> id.equals(marker.getAttribute(ProblemMarkers.ELEMENT, "")))), "the problem is marked");
		return markers(file).stream().filter(marker -> id.equals(marker.getAttribute(ProblemMarkers.ELEMENT, ""))).findFirst().orElseThrow();
	}

	private static WorkbenchMarkerResolution fix(IMarker marker) {
		assertTrue(IDE.getMarkerHelpRegistry().hasResolutions(marker));
		IMarkerResolution[] fixes = IDE.getMarkerHelpRegistry().getResolutions(marker);
		assertEquals(List.of("Set bias to false"), Stream.of(fixes).map(IMarkerResolution::getLabel).toList());
		return (WorkbenchMarkerResolution) fixes[0];
	}

	@Test
	void aFixMendsTheFileAndTheOpenEditorShowsIt() throws Exception {
		IFile file = file("fixes.spade", biased());
		var editor = open(file);
		Study before = editor.study();
		IMarker marker = marker(file, "d_conv2");
		fix(marker).run(marker);
		assertFalse(convolution(read(file), "d_conv2").isBias());
		assertTrue(editor.study() == before && !convolution(before, "d_conv2").isBias(), "the editor's own study is mended");
		assertTrue(waitFor(() -> markers(file).size() == 1), "the other problem is still marked");
	}

	@Test
	void aFixInAnOpenEditorIsUndoneAndDoneAgainThere() throws Exception {
		IFile file = file("undone.spade", biased());
		var editor = open(file);
		IMarker marker = marker(file, "d_conv2");
		fix(marker).run(marker);
		assertFalse(editor.isDirty(), "what was saved before is saved again");
		editor.commands().undo();
		assertTrue(convolution(editor.study(), "d_conv2").isBias() && editor.isDirty());
		assertTrue(waitFor(() -> markers(file).size() == 2), "the problem is back");
		editor.commands().redo();
		assertFalse(convolution(editor.study(), "d_conv2").isBias() || editor.isDirty());
	}

	@Test
	void aFixInAnEditorWithOtherChangesIsOneMoreOfThem() throws Exception {
		IFile file = file("dirty.spade", biased());
		var editor = open(file);
		IMarker marker = marker(file, "d_conv2");
		editor.change("Rename", () -> editor.study().setName("other"));
		fix(marker).run(marker);
		assertTrue(editor.isDirty() && !convolution(editor.study(), "d_conv2").isBias());
		assertTrue(convolution(read(file), "d_conv2").isBias(), "nothing is saved that nobody has saved");
	}

	@Test
	void aFixWithoutAnEditorIsUndoneAndDoneAgain() throws Exception {
		IFile file = file("undone.spade", biased());
		open(file);
		IMarker marker = marker(file, "d_conv2");
		Workspace.page().closeAllEditors(false);
		fix(marker).run(marker);
		var history = OperationHistoryFactory.getOperationHistory();
		assertTrue(history.undo(StudyChange.context(), new NullProgressMonitor(), null).isOK());
		assertTrue(convolution(read(file), "d_conv2").isBias());
		assertTrue(waitFor(() -> markers(file).size() == 2), "the problem is back");
		assertTrue(history.redo(StudyChange.context(), new NullProgressMonitor(), null).isOK());
		assertFalse(convolution(read(file), "d_conv2").isBias());
	}

	@Test
	void aFixOfAFileThatHasChangedSinceIsNotUndone() throws Exception {
		IFile file = file("changed.spade", biased());
		open(file);
		IMarker marker = marker(file, "d_conv2");
		Workspace.page().closeAllEditors(false);
		fix(marker).run(marker);
		Study changed = read(file);
		changed.setName("changed by hand");
		write(file, Studies.write(changed));
		assertFalse(OperationHistoryFactory.getOperationHistory().undo(StudyChange.context(), new NullProgressMonitor(), null).isOK());
		assertEquals("changed by hand", read(file).getName());
	}

	@Test
	void aFixWithoutAnEditorMendsTheFileAndItsMarkers() throws Exception {
		IFile file = file("closed.spade", biased());
		open(file);
		IMarker marker = marker(file, "d_conv2");
		Workspace.page().closeAllEditors(false);
		fix(marker).run(marker);
		assertFalse(convolution(read(file), "d_conv2").isBias());
		assertTrue(waitFor(() -> markers(file).size() == 1), "the marker goes");
	}

	@Test
	void problemsOfTheSameKindAreFixedTogether() throws Exception {
		IFile file = file("together.spade", biased());
		var editor = open(file);
		IMarker marker = marker(file, "d_conv2");
		WorkbenchMarkerResolution fix = fix(marker);
		IMarker[] all = markers(file).toArray(IMarker[]::new);
		assertEquals(List.of(marker(file, "d_conv3")), List.of(fix.findOtherMarkers(all)));
		fix.run(all, new NullProgressMonitor());
		assertTrue(waitFor(() -> markers(file).isEmpty()), "no marker is left");
		editor.commands().undo();
		assertTrue(convolution(editor.study(), "d_conv2").isBias() && convolution(editor.study(), "d_conv3").isBias(), "both are undone as one");
	}

	@Test
	void whatOnlyThePersonCanKnowHasNoFix() throws Exception {
		Study study = landscapes();
		convolution(study, "seed").setFilters("16*nfg");
		IFile file = file("unknown.spade", study);
		open(file);
		assertTrue(waitFor(() -> hasProblem(file)), "the problem is marked");
		for (IMarker each : file.findMarkers(ProblemMarkers.TYPE, true, IResource.DEPTH_ZERO))
			assertEquals(0, IDE.getMarkerHelpRegistry().getResolutions(each).length);
	}

	private static boolean hasProblem(IFile file) {
		try {
			return file.findMarkers(ProblemMarkers.TYPE, true, IResource.DEPTH_ZERO).length > 0;
		} catch (CoreException e) {
			throw new IllegalStateException(e);
		}
	}
}
