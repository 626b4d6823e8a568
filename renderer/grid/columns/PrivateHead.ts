// Owns the head of a private column: its heading, and the word for it. Text is only ever set as text.
import type { IHeaderParams, IInnerHeaderComponent } from 'ag-grid-community';

export class PrivateHead implements IInnerHeaderComponent {
  private readonly box = document.createElement('span');

  init(params: IHeaderParams): void {
    this.refresh(params);
  }

  getGui(): HTMLElement {
    return this.box;
  }

  refresh({ displayName }: IHeaderParams): boolean {
    const word = document.createElement('span');
    word.className = 'lg-private';
    word.textContent = 'private';
    this.box.className = 'lg-privateHead';
    this.box.replaceChildren(displayName, ' ', word);
    return true;
  }
}
