package io.spadework.product.probe;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;

/** Opens the study named by the system property spadework.probe.study as a user would, writes what is seen to spadework.probe.report, and closes the workbench. */
public final class OpenStudy implements IStartup {

	@Override
	public void earlyStartup() {
		String study = System.getProperty("spadework.probe.study");
		String report = System.getProperty("spadework.probe.report");
		if (study == null || report == null) {
			return;
		}
		Display.getDefault().asyncExec(() -> {
			try {
				Files.writeString(Path.of(report), String.join("\n", open(Path.of(study))));
			} catch (CoreException | IOException | RuntimeException e) {
				StringWriter trace = new StringWriter();
				e.printStackTrace(new PrintWriter(trace));
				write(Path.of(report), "failed\n" + trace);
			} finally {
				PlatformUI.getWorkbench().close();
			}
		});
	}

	private static void write(Path report, String text) {
		try {
			Files.writeString(report, text);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The editor's id and title, then the texts of its page tabs. */
	private static List<String> open(Path study) throws CoreException, IOException {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("probe");
		project.create(new NullProgressMonitor());
		project.open(new NullProgressMonitor());
		IFile file = project.getFile(study.getFileName().toString());
		try (var content = Files.newInputStream(study)) {
			file.create(content, true, new NullProgressMonitor());
		}
		IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
		IEditorPart editor = IDE.openEditor(page, file);
		long deadline = System.nanoTime() + 10_000_000_000L;
		List<String> tabs = new ArrayList<>();
		while (tabs.isEmpty() && System.nanoTime() < deadline) {
			while (Display.getDefault().readAndDispatch()) {
				// let the editor fill itself
			}
			collectTabs(page.getWorkbenchWindow().getShell(), tabs);
		}
		List<String> seen = new ArrayList<>(List.of("opened", editor.getSite().getId(), editor.getTitle()));
		seen.addAll(tabs);
		return seen;
	}

	private static void collectTabs(Control control, List<String> texts) {
		if (control instanceof CTabFolder folder) {
			for (CTabItem item : folder.getItems()) {
				texts.add(item.getText());
			}
		}
		if (control instanceof Composite composite) {
			for (Control child : composite.getChildren()) {
				collectTabs(child, texts);
			}
		}
	}
}
