package io.spadework.paint.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.Test;

import io.spadework.paint.PaintEditor;
import io.spadework.paint.PaintInput;
import io.spadework.paint.map.LabelMap;
import io.spadework.paint.map.MapFile;
import io.spadework.ui.tests.InProject;
import io.spadework.ui.tests.Workbench;

class PaintEditorTest extends InProject {

	private static <T extends Control> List<T> all(Composite parent, Class<T> kind) {
		List<T> found = new ArrayList<>();
		for (Control child : parent.getChildren()) {
			if (kind.isInstance(child)) {
				found.add(kind.cast(child));
			}
			if (child instanceof Composite inner) {
				found.addAll(all(inner, kind));
			}
		}
		return found;
	}

	/** The canvas that shows the map: the one with scroll bars. */
	private static Canvas canvas() {
		return all(Display.getCurrent().getActiveShell() == null ? Display.getCurrent().getShells()[0] : Display.getCurrent().getActiveShell(), Canvas.class).stream()
				.filter(each -> each.getClass().getSimpleName().equals("MapCanvas")).findFirst().orElseThrow();
	}

	private static void mouse(Canvas canvas, int type, int x, int y) {
		Event event = new Event();
		event.type = type;
		event.button = type == SWT.MouseMove ? 0 : 1;
		event.x = x;
		event.y = y;
		canvas.notifyListeners(type, event);
	}

	private static void key(Canvas canvas, char character) {
		Event event = new Event();
		event.character = character;
		event.keyCode = character;
		canvas.notifyListeners(SWT.KeyDown, event);
	}

	private IFile file(LabelMap map) throws Exception {
		IFile file = project.getFile("map.png");
		file.create(new ByteArrayInputStream(MapFile.png(map, List.of())), true, null);
		return file;
	}

	@Test
	void aStrokeIsOneChangeThatUndoTakesBackAndSaveKeeps() throws Exception {
		IFile file = file(new LabelMap(40, 30, 7));
		PaintEditor editor = (PaintEditor) page.openEditor(new FileEditorInput(file), PaintEditor.ID);
		Workbench.pass(Duration.ofMillis(300));
		Canvas canvas = canvas();
		int middleX = canvas.getClientArea().width / 2;
		int middleY = canvas.getClientArea().height / 2;
		LabelMap before = editor.map().copy();
		mouse(canvas, SWT.MouseDown, middleX - 60, middleY);
		for (int x = -60; x <= 60; x += 10) {
			mouse(canvas, SWT.MouseMove, middleX + x, middleY);
		}
		mouse(canvas, SWT.MouseUp, middleX + 60, middleY);
		assertEquals(editor.label(), editor.map().label(20, 15));
		assertTrue(editor.isDirty());
		LabelMap painted = editor.map().copy();
		assertNotEquals(before, painted);
		editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.UNDO.getId()).run();
		assertEquals(before, editor.map());
		assertFalse(editor.isDirty());
		editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.REDO.getId()).run();
		assertEquals(painted, editor.map());
		editor.doSave(new NullProgressMonitor());
		assertFalse(editor.isDirty());
		try (var in = file.getContents()) {
			assertEquals(painted, MapFile.read(in, List.of()), "the file holds exactly what was shown");
		}
	}

	/** The image once no newer one has come for a while. */
	private static byte[] settled(PaintEditor editor) throws Exception {
		byte[] last = null;
		while (!Arrays.equals(last, editor.image())) {
			last = editor.image();
			Workbench.pass(Duration.ofSeconds(3));
		}
		return last;
	}

	@Test
	void aModelAnswersWhatIsPainted() throws Exception {
		PaintEditor editor = (PaintEditor) page.openEditor(new PaintInput(new LabelMap(128, 128, 0)), PaintEditor.ID);
		Workbench.await("the model's first sample is the start", Duration.ofSeconds(90), () -> editor.image() != null && Arrays.stream(editor.map().counts()).filter(count -> count > 0).count() > 1);
		byte[] start = settled(editor);
		Canvas canvas = canvas();
		key(canvas, 'r');
		Workbench.pass(Duration.ofMillis(200));
		key(canvas, '6');
		Workbench.pass(Duration.ofMillis(200));
		int x = canvas.getClientArea().width / 2;
		int y = canvas.getClientArea().height / 2;
		mouse(canvas, SWT.MouseDown, x - 80, y - 80);
		mouse(canvas, SWT.MouseMove, x + 60, y + 60);
		mouse(canvas, SWT.MouseUp, x + 60, y + 60);
		assertEquals(5, editor.label(), "the sixth label");
		assertTrue(editor.isDirty());
		Workbench.await("the image follows", () -> editor.image() != null && !Arrays.equals(start, editor.image()));
		assertTrue(editor.latency() > 0 && editor.latency() < 20_000, editor.latency() + " ms");
		byte[] painted = editor.image();
		editor.getEditorSite().getActionBars().getGlobalActionHandler(ActionFactory.UNDO.getId()).run();
		Workbench.await("the same map has the same image", () -> Arrays.equals(start, editor.image()));
		assertFalse(Arrays.equals(start, painted));
		page.activate(editor);
		page.setPartState(page.getReference(editor), IWorkbenchPage.STATE_MAXIMIZED);
		Workbench.picture(page.getWorkbenchWindow().getShell(), "paint");
		page.setPartState(page.getReference(editor), IWorkbenchPage.STATE_RESTORED);
		Button beside = all(canvas.getShell(), Button.class).stream().filter(button -> button.getText().contains("second")).findFirst().orElseThrow();
		beside.setSelection(true);
		beside.notifyListeners(SWT.Selection, new Event());
		Workbench.pass(Duration.ofSeconds(1));
		assertArrayEquals(start, editor.image());
	}

	@Test
	void whatIsNoMapIsRefusedAndTheWorkbenchGoesOn() throws Exception {
		IFile file = project.getFile("bad.png");
		file.create(new ByteArrayInputStream("no picture".getBytes()), true, null);
		page.openEditor(new FileEditorInput(file), PaintEditor.ID);
		Workbench.pass(Duration.ofMillis(200));
		assertFalse(page.getActiveEditor() instanceof PaintEditor, "an error page says what is wrong");
	}
}
