package io.spadework.diagram.edit;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.gef.dnd.TemplateTransfer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

import io.spadework.notation.Toolbox.Group;
import io.spadework.notation.Toolbox.Tool;

/**
 * The palette beside a diagram: what can be made, grouped as the field thinks, with a field to search it. A click arms a tool for the next click in the
 * diagram, a double click or Enter makes the node behind what is selected, and a tool can be dragged into the diagram.
 */
public final class PalettePane {

	/** Indentation, icon and scroll bar beside a label, in pixels. */
	private static final int BESIDE_TEXT = 84;

	private final Composite pane;
	private final Text filter;
	private final TreeViewer tree;
	private List<Group> groups = List.of();

	/**
	 * A palette.
	 *
	 * @param images of the icons that tools name
	 * @param armed  told of a tool for the next click; null for none
	 * @param made   told of a tool that is to make a node at once
	 */
	public PalettePane(Composite parent, Function<String, Image> images, Consumer<Tool> armed, Consumer<Tool> made) {
		pane = new Composite(parent, SWT.NONE);
		GridLayout layout = new GridLayout();
		layout.marginWidth = layout.marginHeight = 0;
		layout.verticalSpacing = 2;
		pane.setLayout(layout);
		filter = new Text(pane, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage("Search the palette");
		filter.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		tree = new TreeViewer(pane, SWT.SINGLE | SWT.V_SCROLL);
		tree.getControl().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		tree.setContentProvider(new Contents());
		tree.setLabelProvider(new Labels(images));
		ColumnViewerToolTipSupport.enableFor(tree);
		tree.addFilter(new Words());
		filter.addListener(SWT.Modify, e -> {
			tree.refresh();
			tree.expandAll();
		});
		filter.addListener(SWT.KeyDown, e -> {
			if (e.keyCode == SWT.ARROW_DOWN) {
				tree.getControl().setFocus();
				first();
			}
		});
		filter.addListener(SWT.DefaultSelection, e -> {
			if (e.detail != SWT.ICON_CANCEL && first() instanceof Tool tool)
				made.accept(tool);
		});
		tree.addSelectionChangedListener(event -> armed.accept(event.getStructuredSelection().getFirstElement() instanceof Tool tool ? tool : null));
		tree.addDoubleClickListener(event -> {
			Object chosen = event.getViewer().getSelection() instanceof StructuredSelection selection ? selection.getFirstElement() : null;
			if (chosen instanceof Tool tool)
				made.accept(tool);
			else if (chosen != null)
				tree.setExpandedState(chosen, !tree.getExpandedState(chosen));
		});
		tree.addDragSupport(DND.DROP_COPY, new Transfer[] {TemplateTransfer.getInstance()}, new DragSourceAdapter() {
			@Override
			public void dragStart(DragSourceEvent event) {
				event.doit = tree.getStructuredSelection().getFirstElement() instanceof Tool;
				if (event.doit)
					TemplateTransfer.getInstance().setTemplate(tree.getStructuredSelection().getFirstElement());
			}

			@Override
			public void dragSetData(DragSourceEvent event) {
				event.data = tree.getStructuredSelection().getFirstElement();
			}

			@Override
			public void dragFinished(DragSourceEvent event) {
				TemplateTransfer.getInstance().setTemplate(null);
				release();
			}
		});
	}

	private Object first() {
		for (Group group : groups)
			for (Tool tool : group.tools())
				if (matches(tool)) {
					tree.setSelection(new StructuredSelection(tool), true);
					return tool;
				}
		return null;
	}

	/** Shows the tools of a graph. */
	public void show(List<Group> shown) {
		if (labels(shown).equals(labels(groups)))
			return;
		boolean first = groups.isEmpty();
		List<Object> open = List.of(tree.getExpandedElements());
		groups = shown;
		tree.setInput(shown);
		if (first)
			tree.expandAll();
		else
			shown.stream().filter(group -> open.stream().anyMatch(each -> each instanceof Group before && before.title().equals(group.title()))).forEach(group -> tree.setExpandedState(group, true));
	}

	private static List<String> labels(List<Group> groups) {
		return groups.stream().flatMap(group -> group.tools().stream()).map(Tool::label).toList();
	}

	/** No tool is armed any more. */
	public void release() {
		if (!tree.getControl().isDisposed() && !tree.getSelection().isEmpty())
			tree.setSelection(StructuredSelection.EMPTY);
	}

	/** The pane. */
	public Control control() {
		return pane;
	}

	/** How wide the pane is where no label is cut off, in pixels. */
	public int preferredWidth() {
		GC gc = new GC(tree.getControl());
		int text = groups.stream().flatMap(group -> group.tools().stream()).mapToInt(tool -> gc.textExtent(tool.label()).x).max().orElse(0);
		gc.dispose();
		return text + BESIDE_TEXT;
	}

	/** Gives the keyboard to the field that searches the palette. */
	public void setFocus() {
		filter.setFocus();
	}

	private boolean matches(Tool tool) {
		String text = (tool.label() + " " + tool.hint()).toLowerCase(Locale.ROOT);
		return List.of(filter.getText().toLowerCase(Locale.ROOT).strip().split("\\s+")).stream().allMatch(text::contains);
	}

	private final class Words extends ViewerFilter {
		@Override
		public boolean select(Viewer viewer, Object parent, Object element) {
			return element instanceof Tool tool ? matches(tool) : ((Group) element).tools().stream().anyMatch(PalettePane.this::matches);
		}
	}

	private static final class Contents implements ITreeContentProvider {
		@Override
		public Object[] getElements(Object input) {
			return ((List<?>) input).toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof Group group ? group.tools().toArray() : new Object[0];
		}

		@Override
		public Object getParent(Object element) {
			return null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return element instanceof Group;
		}
	}

	private static final class Labels extends ColumnLabelProvider {

		private final Function<String, Image> images;

		private Labels(Function<String, Image> images) {
			this.images = images;
		}

		@Override
		public String getText(Object element) {
			return element instanceof Tool tool ? tool.label() : ((Group) element).title();
		}

		@Override
		public Image getImage(Object element) {
			return element instanceof Tool tool ? images.apply(tool.icon()) : null;
		}

		@Override
		public String getToolTipText(Object element) {
			return element instanceof Tool tool ? tool.hint() : null;
		}
	}
}
